import { useState } from "preact/hooks";
import { joinListed, type ListedCertificate } from "./listed.ts";
import type { StoredCertificatesState } from "./use_stored_certificates.ts";
import { useWork, type WorkState } from "./use_work.ts";

/** Certificates that came from another device, and keeping one of them in this browser. */
export interface KeepingState {
  readonly received: readonly ListedCertificate[];
  readonly chosen: string | undefined;
  readonly password: string;
  readonly work: WorkState;
  add(certificates: readonly ListedCertificate[]): void;
  choose(id: string): void;
  setPassword(password: string): void;
  keep(event: Event): void;
}

export function useKeeping(
  { workerUrl, stored }: { workerUrl: string; stored: StoredCertificatesState },
): KeepingState {
  const [received, setReceived] = useState<readonly ListedCertificate[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [password, setPassword] = useState("");
  const work = useWork({ workerUrl, summaryId: "keep-problem" });
  return {
    received,
    chosen,
    password,
    work,
    add(more) {
      setReceived((old) => joinListed(more, old));
      setChosen(more[0]?.id);
    },
    choose: setChosen,
    setPassword,
    keep(event) {
      event.preventDefault();
      const certificate = received.find((each) => each.id === chosen);
      const title = "인증서 비밀번호를 입력해 주십시오.";
      work.run(password === "" ? [{ title, next: "", field: "password" }] : [], async (worker) => {
        if (certificate === undefined || stored.store === undefined) return "";
        await worker.open({ source: certificate.source, password });
        await stored.store.put(await worker.wrap());
        await stored.refresh();
        setPassword("");
        setReceived((old) => old.filter((each) => each !== certificate));
        return "인증서를 이 브라우저에 저장했습니다.";
      });
    },
  };
}
