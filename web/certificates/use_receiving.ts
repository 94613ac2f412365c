import { newTransferCode, parseTransferCode, type TransferCode } from "@maru/pki/browser";
import { useEffect, useRef, useState } from "preact/hooks";
import { loginPaths } from "../login/login_paths.ts";
import { postJson, ServerProblemError } from "./ask_server.ts";
import { type ListedCertificate, listFound } from "./listed.ts";
import { type Problem, problemOf } from "./problem.ts";
import { withCertificateWorker } from "./worker_client.ts";

/** The server lets one address ask twenty times in ten minutes; some are left for pressing. */
const ASK_EVERY_MS = 20_000;
export const TRANSFER_LIFETIME_MS = 5 * 60_000;

export interface ReceivingState {
  readonly typed: string;
  readonly made: { readonly code: TransferCode; readonly endsAt: number } | undefined;
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
  /** Name of what arrived last. */
  readonly arrived: string | undefined;
  type(code: string): void;
  /** Takes what waits under the code that was typed. */
  receive(): void;
  /** Makes a code for the other device to send under, and waits for it. */
  makeCode(): void;
  /** Looks at once whether something came under the code that was made. */
  look(): void;
}

/** 받기: a certificate from another device, under a code that either of the two made. */
export function useReceiving(
  { workerUrl, onReceived }: {
    workerUrl: string;
    onReceived: (certificates: readonly ListedCertificate[]) => void;
  },
): ReceivingState {
  const [typed, setTyped] = useState("");
  const [made, setMade] = useState<ReceivingState["made"]>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [arrived, setArrived] = useState<string>();
  const busy = useRef(false);

  const take = async (code: TransferCode, { isWaiting }: { isWaiting: boolean }) => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const listed = await receiveUnder(code, workerUrl);
      setMade(undefined);
      setTyped("");
      setArrived(listed[0]?.summary?.name ?? listed[0]?.label);
      onReceived(listed);
    } catch (error) {
      const isEarly = error instanceof ServerProblemError && error.code === "TRANSFER-404";
      if (!isWaiting || !isEarly) setProblem(problemOf(error));
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };

  useEffect(() => {
    if (made === undefined) return;
    const timer = setInterval(() => {
      if (Date.now() >= made.endsAt) setMade(undefined);
      else take(made.code, { isWaiting: true });
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [made]);

  return {
    typed,
    made,
    isBusy,
    problem,
    arrived,
    type: setTyped,
    receive() {
      const code = parseTransferCode(typed);
      if (code) take(code, { isWaiting: false });
      else setProblem(WRONG_CODE);
    },
    makeCode() {
      setProblem(undefined);
      setMade({ code: newTransferCode(), endsAt: Date.now() + TRANSFER_LIFETIME_MS });
    },
    look() {
      if (made) take(made.code, { isWaiting: false });
    },
  };
}

async function receiveUnder(
  code: TransferCode,
  workerUrl: string,
): Promise<readonly ListedCertificate[]> {
  const { ciphertext } = await postJson<{ ciphertext: string }>(loginPaths.retrieval, {
    lookup: code.lookup,
  });
  const files = await withCertificateWorker(
    workerUrl,
    (worker) => worker.receiveTransfer({ ciphertext, secret: code.secret }),
  );
  return listFound([{ label: "옮겨 받은 PFX", files }], crypto.randomUUID()).listed;
}

export const WRONG_CODE: Problem = {
  title: "코드를 다시 확인해 주십시오.",
  next: "코드는 영문과 숫자 16자리입니다.",
  field: "transferCode",
};
