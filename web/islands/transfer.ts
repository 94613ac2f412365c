/**
 * 휴대전화로 옮기기: both directions between two devices.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { KeepForm } from "../certificates/keep_form.ts";
import { ReceivePanel } from "../certificates/receive_panel.ts";
import { SendPanel } from "../certificates/send_panel.ts";
import { usePicker } from "../certificates/source_picker.ts";
import { useCountdown } from "../certificates/use_countdown.ts";
import { useKeeping } from "../certificates/use_keeping.ts";
import { useReceiving } from "../certificates/use_receiving.ts";
import { useSending } from "../certificates/use_sending.ts";
import { WorkResult } from "../certificates/work_button.ts";
import { html, type Markup } from "../html.ts";
import { RadioCards } from "../ui/radio_cards.ts";

export interface TransferIslandProps {
  readonly workerUrl: string;
  /** ISO 8601. */
  readonly serverTime: string;
}

type Direction = "send" | "receive";

export default function TransferIsland({ workerUrl, serverTime }: TransferIslandProps): Markup {
  const now = new Date(serverTime);
  const [direction, setDirection] = useState<Direction>("receive");
  const [origin, setOrigin] = useState("");
  const picker = usePicker({ hasStored: true });
  const keeping = useKeeping({ workerUrl, stored: picker.stored });
  const sending = useSending({ workerUrl, picker });
  const receiving = useReceiving({ workerUrl, onReceived: keeping.add });
  const sendSeconds = useCountdown(sending.sent?.endsAt);
  const receiveSeconds = useCountdown(receiving.made?.endsAt);

  useEffect(() => {
    setOrigin(location.origin);
    const given = takeCodeFromAddress();
    if (given === undefined) return;
    setDirection(given.direction);
    if (given.direction === "send") sending.type(given.code);
    else receiving.type(given.code);
  }, []);

  return html`
    <div class="stack">
      <div onChange=${(event: Event) =>
        setDirection((event.target as HTMLInputElement).value as Direction)}>
        ${RadioCards({
          name: "direction",
          label: "이 기기에서 할 일",
          legendHidden: true,
          options: [
            { value: "receive", label: "인증서 받기" },
            { value: "send", label: "인증서 보내기" },
          ],
          value: direction,
        })}
      </div>
      <div class="card">
        ${direction === "send"
          ? SendPanel({ picker, sending, secondsLeft: sendSeconds, origin, now })
          : ReceivePanel({ receiving, secondsLeft: receiveSeconds, origin })}
      </div>
      ${direction === "receive" && keeping.received.length > 0 ? KeepForm({ keeping, now }) : null}
      ${WorkResult({ work: keeping.work })}
    </div>
  `;
}

/** The code opens the certificate: it stays neither in the address nor in the history. */
function takeCodeFromAddress(): { direction: Direction; code: string } | undefined {
  const [, direction, code] = location.hash.match(/^#(send|receive)=([\w-]{16,25})$/) ?? [];
  if (code === undefined) return undefined;
  history.replaceState(null, "", location.pathname);
  return { direction: direction === "send" ? "send" : "receive", code };
}
