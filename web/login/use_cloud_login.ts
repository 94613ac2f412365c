import { useEffect, useRef, useState } from "preact/hooks";
import { getJson, postJson } from "../certificates/ask_server.ts";
import { type Problem, problemOf } from "../certificates/problem.ts";
import { withCertificateWorker } from "../certificates/worker_client.ts";
import type { Challenge } from "../certificates/work/work.ts";
import { logInWithCloud } from "./log_in.ts";
import type { LoginFields } from "./login_form.ts";
import { loginPaths } from "./login_paths.ts";

const ASK_EVERY_MS = 2_000;

interface CloudRequest {
  readonly requestId: string;
  /** Where the person confirms. */
  readonly url: string;
  readonly challenge: Challenge;
  readonly fields: LoginFields;
}

type CloudState =
  | { readonly state: "waiting" | "refused" | "expired" }
  | { readonly state: "signed"; readonly cms: string; readonly sealed: string };

export interface CloudLoginState {
  readonly request: Pick<CloudRequest, "url"> | undefined;
  begin(fields: LoginFields): Promise<void>;
  cancel(): void;
}

/** 금융인증서: begins at the provider, waits for the person there, and logs in. */
export function useCloudLogin(
  { workerUrl, returnPath, onProblem, onDone }: {
    workerUrl: string;
    returnPath: string;
    onProblem: (problem: Problem) => void;
    onDone: (location: string) => void;
  },
): CloudLoginState {
  const [request, setRequest] = useState<CloudRequest>();
  const isAsking = useRef(false);

  const look = async (current: CloudRequest) => {
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      const state = await getJson<CloudState>(loginPaths.cloudState(current.requestId));
      if (state.state === "waiting") return;
      setRequest(undefined);
      if (state.state !== "signed") return onProblem(ENDINGS[state.state]);
      onDone(
        await withCertificateWorker(
          workerUrl,
          (worker) => logInWithCloud({ ...current, worker, returnPath, signed: state }),
        ),
      );
    } catch (error) {
      setRequest(undefined);
      onProblem(problemOf(error));
    } finally {
      isAsking.current = false;
    }
  };

  useEffect(() => {
    if (request === undefined) return;
    const timer = setInterval(() => look(request), ASK_EVERY_MS);
    // A tab in the background hardly runs; ask at once when the person comes back.
    const comeBack = () => document.visibilityState === "visible" && look(request);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", comeBack);
    };
  }, [request]);

  return {
    request,
    async begin(fields) {
      const challenge = await getJson<Challenge>(loginPaths.challenge);
      const begun = await postJson<{ requestId: string; url: string }>(loginPaths.cloud, {
        challengeId: challenge.id,
        submitterType: fields.submitterType,
      });
      setRequest({ ...begun, challenge, fields });
    },
    cancel: () => setRequest(undefined),
  };
}

const ENDINGS: Readonly<Record<"refused" | "expired", Problem>> = {
  refused: {
    title: "금융인증서 확인을 취소하셨습니다.",
    next: "다시 로그인하거나 공동인증서로 로그인해 주십시오.",
  },
  expired: {
    title: "금융인증서 확인 시간이 지났습니다.",
    next: "로그인을 다시 눌러 3분 안에 확인해 주십시오.",
  },
};
