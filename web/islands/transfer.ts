/**
 * 휴대전화로 옮기기: both directions between two devices.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { CertificateCards } from "../certificates/certificate_cards.ts";
import { joinListed, type ListedCertificate } from "../certificates/listed.ts";
import { LiveInput } from "../certificates/live_field.ts";
import { problemAt, ProblemSummary } from "../certificates/problem.ts";
import { ReceivePanel } from "../certificates/receive_panel.ts";
import { SendPanel } from "../certificates/send_panel.ts";
import { usePicker } from "../certificates/source_picker.ts";
import { useCountdown } from "../certificates/use_countdown.ts";
import { useReceiving } from "../certificates/use_receiving.ts";
import { useSending } from "../certificates/use_sending.ts";
import { useWork } from "../certificates/use_work.ts";
import { html, type Markup } from "../html.ts";
import { RadioCards } from "../ui/radio_cards.ts";

export interface TransferIslandProps {
  readonly workerUrl: string;
  /** ISO 8601. */
  readonly serverTime: string;
}

type Direction = "send" | "receive";

export default function TransferIsland(props: TransferIslandProps): Markup {
  const { workerUrl } = props;
  const now = new Date(props.serverTime);
  const [direction, setDirection] = useState<Direction>("receive");
  const [origin, setOrigin] = useState("");
  const [received, setReceived] = useState<readonly ListedCertificate[]>([]);
  const [id, setId] = useState<string>();
  const [password, setPassword] = useState("");
  const picker = usePicker({ hasStored: true });
  const sending = useSending({ workerUrl, picker, firstCode: "" });
  const receiving = useReceiving({
    workerUrl,
    onReceived(more) {
      setReceived((old) => joinListed(more, old));
      setId(more[0]?.id);
    },
  });
  const sendSeconds = useCountdown(sending.sent?.endsAt);
  const receiveSeconds = useCountdown(receiving.made?.endsAt);
  const keeping = useWork({ workerUrl, summaryId: "keep-problem" });
  const chosen = received.find((each) => each.id === id);

  useEffect(() => {
    setOrigin(location.origin);
    const [, to, code = ""] = location.hash.match(/^#(send|receive)=([\w-]{16,25})$/) ?? [];
    if (to === "send" || to === "receive") setDirection(to);
    if (to === "send") sending.type(code);
    if (to === "receive") receiving.type(code);
    // The code opens the certificate; it stays neither in the address nor in the history.
    if (to !== undefined) history.replaceState(null, "", location.pathname);
  }, []);

  const keep = (event: Event) => {
    event.preventDefault();
    const lacking = password === ""
      ? [{ title: "인증서 비밀번호를 입력해 주십시오.", next: "", field: "keepPassword" }]
      : [];
    keeping.run(lacking, async (worker) => {
      if (chosen === undefined || picker.stored.store === undefined) return "";
      await worker.open({ source: chosen.source, password });
      await picker.stored.store.put(await worker.wrap());
      await picker.stored.refresh();
      setPassword("");
      setReceived((old) => old.filter((each) => each !== chosen));
      return "인증서를 이 브라우저에 저장했습니다.";
    });
  };

  return html`
    <div class="stack">
      <div onChange=${(event: Event) =>
        setDirection(
          (event.target as HTMLInputElement).name === "direction"
            ? (event.target as HTMLInputElement).value as Direction
            : direction,
        )}>
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
      ${direction === "receive" && received.length > 0
        ? html`
          <form class="card" id="keep-form" onSubmit=${keep} novalidate autocomplete="off">
            <div class="card-head"><h2 class="card-title">받은 인증서</h2></div>
            ${ProblemSummary({ id: "keep-problem", problems: keeping.problems })}
            ${CertificateCards({
              name: "received",
              legend: "받은 인증서",
              certificates: received,
              chosen: id,
              onChoose: setId,
              now,
            })}
            ${LiveInput({
              name: "keepPassword",
              label: "인증서 비밀번호",
              type: "password",
              autocomplete: "current-password",
              value: password,
              onInput: setPassword,
              error: problemAt(keeping.problems, "keepPassword") ??
                problemAt(keeping.problems, "password"),
            })}
            <button
              type="submit"
              class="button button-primary button-full login-button"
              id="keep-button"
              disabled=${keeping.isBusy}
            >${keeping.isBusy ? "저장하고 있습니다…" : "이 브라우저에 저장"}</button>
          </form>
        `
        : null}
      <div role="status" class="work-result">
        ${keeping.done ? html`<p class="notice notice-good">${keeping.done}</p>` : null}
      </div>
    </div>
  `;
}
