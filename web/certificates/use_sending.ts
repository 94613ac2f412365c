import { newTransferCode, parseTransferCode, type TransferCode } from "@maru/pki/browser";
import { useState } from "preact/hooks";
import { loginPaths } from "../login/login_paths.ts";
import { postJson } from "./ask_server.ts";
import type { Problem } from "./problem.ts";
import type { PickerState } from "./source_picker.ts";
import { TRANSFER_LIFETIME_MS, WRONG_CODE } from "./use_receiving.ts";
import { useWork, type WorkState } from "./use_work.ts";

export interface SendingState {
  /** A code that the other device made; empty where this one makes it. */
  readonly typed: string;
  readonly work: WorkState;
  /** What waits on the server now. */
  readonly sent: { readonly code: TransferCode; readonly endsAt: number } | undefined;
  type(code: string): void;
  send(event: Event): void;
}

/** 보내기: a certificate for another device, encrypted by a code that the server never sees whole. */
export function useSending(
  { workerUrl, picker }: {
    workerUrl: string;
    picker: PickerState;
  },
): SendingState {
  const [typed, setTyped] = useState("");
  const [sent, setSent] = useState<SendingState["sent"]>();
  const work = useWork({ workerUrl, summaryId: "send-problem" });
  return {
    typed,
    work,
    sent,
    type: setTyped,
    send(event) {
      event.preventDefault();
      setSent(undefined);
      const code = typed.trim() === "" ? newTransferCode() : parseTransferCode(typed);
      const wrongCode: Problem[] = code ? [] : [WRONG_CODE];
      work.run([...wrongCode, ...picker.check()], async (worker) => {
        if (code === undefined || picker.chosen === undefined) return "";
        const ciphertext = await worker.sendTransfer({
          source: picker.chosen.source,
          password: picker.password,
          secret: code.secret,
        });
        await postJson(loginPaths.transfers, { lookup: code.lookup, ciphertext });
        setSent({ code, endsAt: Date.now() + TRANSFER_LIFETIME_MS });
        setTyped("");
        return typed.trim() === ""
          ? "보냈습니다. 받는 기기에서 QR 코드를 찍거나 코드를 입력해 주십시오."
          : "보냈습니다. 받는 기기에 곧 나타납니다.";
      });
    },
  };
}
