import { encodeEucKr } from "@maru/debit/files";
import type { ResultToApply } from "../result_to_apply.ts";

/** The answer with another text from an offset on; its trailer stays. */
export function alteredAnswer(result: ResultToApply, offset: number, text: string): ResultToApply {
  const whole = new Uint8Array(result.bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of result.bytes) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  whole.set(encodeEucKr(text), offset);
  return { ...result, bytes: [whole] };
}
