/**
 * 인증서 변환: signCert/signPri to PFX and back, without a program to install.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { type NewDownload, offerDownloads } from "../certificates/downloads.ts";
import { ProblemSummary } from "../certificates/problem.ts";
import { SourcePicker, usePicker } from "../certificates/source_picker.ts";
import { useWork } from "../certificates/use_work.ts";
import type { ConversionTarget } from "../certificates/work/work.ts";
import { WorkButton, WorkResult } from "../certificates/work_button.ts";
import { html, type Markup } from "../html.ts";
import { RadioCards } from "../ui/radio_cards.ts";

export interface ConverterIslandProps {
  readonly workerUrl: string;
  /** ISO 8601. */
  readonly serverTime: string;
}

export default function ConverterIsland(props: ConverterIslandProps): Markup {
  const picker = usePicker({ hasStored: true });
  const work = useWork({ workerUrl: props.workerUrl, summaryId: "convert-problem" });
  const [target, setTarget] = useState<ConversionTarget>("pfx3des");
  const [downloads, setDownloads] = useState<readonly NewDownload[]>([]);
  const { chosen, password } = picker;

  useEffect(() => {
    if (chosen) setTarget(chosen.source.kind === "pfx" ? "pair" : "pfx3des");
  }, [chosen?.id]);

  const convert = (event: Event) => {
    event.preventDefault();
    setDownloads([]);
    work.run(picker.check(), async (worker) => {
      if (chosen === undefined) return "";
      const files = await worker.convert({ source: chosen.source, password, target });
      setDownloads(offerDownloads(files));
      return "변환했습니다. 아래에서 내려받아 주십시오. 비밀번호는 그대로입니다.";
    });
  };

  return html`
    <form class="card" id="convert-form" onSubmit=${convert} novalidate autocomplete="off">
      ${ProblemSummary({ id: "convert-problem", problems: work.problems })}
      ${SourcePicker({
        picker,
        problems: work.problems,
        prefix: "convert",
        now: new Date(props.serverTime),
      })}
      <div
        class="field"
        onChange=${(event: Event) =>
          setTarget((event.target as HTMLInputElement).value as ConversionTarget)}
      >
        ${RadioCards({
          name: "target",
          label: "바꿀 형식",
          shape: "list",
          options: TARGETS,
          value: target,
        })}
      </div>
      ${WorkButton({
        id: "convert-button",
        work,
        label: "변환하기",
        busyLabel: "변환하고 있습니다…",
      })}
      ${WorkResult({ work })}
      ${downloads.length === 0 ? null : html`
        <ul class="button-row" id="downloads">
          ${downloads.map(({ name, href }) =>
            html`
              <li>
                <a class="button button-secondary" href=${href} download=${name}>${name} 내려받기</a>
              </li>
            `
          )}
        </ul>
      `}
    </form>
  `;
}

const TARGETS: readonly { value: ConversionTarget; label: string; note: string }[] = [
  {
    value: "pfx3des",
    label: "PFX (널리 쓰는 형식)",
    note: "은행이 내보내는 것과 같은 3DES. 오래된 프로그램도 읽습니다.",
  },
  {
    value: "pfxAes256",
    label: "PFX (AES-256)",
    note: "더 안전합니다. 2020년 뒤의 프로그램이 읽습니다.",
  },
  {
    value: "pair",
    label: "signCert.der + signPri.key",
    note: "NPKI 폴더에 넣는 두 파일입니다.",
  },
];
