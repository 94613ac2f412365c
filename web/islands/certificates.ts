/**
 * 인증서 관리: what this browser keeps, and taking more in.
 *
 * @module
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { CertificateList } from "../certificates/certificate_list.ts";
import { ProblemSummary } from "../certificates/problem.ts";
import { SourcePicker, usePicker } from "../certificates/source_picker.ts";
import type { ListedCertificate } from "../certificates/listed.ts";
import { useWork } from "../certificates/use_work.ts";
import { WorkButton, WorkResult } from "../certificates/work_button.ts";
import { html, type Markup } from "../html.ts";

export interface CertificatesIslandProps {
  readonly workerUrl: string;
  /** ISO 8601. */
  readonly serverTime: string;
}

export default function CertificatesIsland(props: CertificatesIslandProps): Markup {
  const now = new Date(props.serverTime);
  const picker = usePicker({ hasStored: false });
  const work = useWork({ workerUrl: props.workerUrl, summaryId: "import-problem" });
  const [asked, setAsked] = useState<ListedCertificate>();
  const [removed, setRemoved] = useState<string>();
  const dialog = useRef<HTMLDialogElement>(null);
  const { stored, chosen, password } = picker;

  useEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);

  const remove = async () => {
    if (asked) await stored.store?.remove(asked.id);
    setRemoved(asked?.summary?.name);
    setAsked(undefined);
    await stored.refresh();
  };
  const take = (event: Event) => {
    event.preventDefault();
    work.run(picker.check(), async (worker) => {
      if (chosen === undefined || stored.store === undefined) return "";
      await worker.open({ source: chosen.source, password });
      await stored.store.put(await worker.wrap());
      picker.setPassword("");
      await stored.refresh();
      return "인증서를 이 브라우저에 저장했습니다.";
    });
  };

  return html`
    <div class="certificates-island">
      <div class="stack">
        <section class="card" aria-labelledby="stored-title">
        <div class="card-head">
          <h2 class="card-title" id="stored-title">이 브라우저의 인증서</h2>
        </div>
        ${CertificateList({ stored, now, onRemove: setAsked })}
        <p role="status" class="field-hint">
          ${removed === undefined ? null : `${removed} 인증서를 삭제했습니다.`}
        </p>
      </section>
        <form class="card" id="import-form" onSubmit=${take} novalidate autocomplete="off">
        <div class="card-head"><h2 class="card-title">인증서 가져오기</h2></div>
        ${ProblemSummary({ id: "import-problem", problems: work.problems })}
        ${SourcePicker({ picker, problems: work.problems, prefix: "import", now })}
        <p class="field-hint">
          암호화된 원래 파일을 비밀번호로 한 번 더 감싸 이 브라우저에만 저장합니다. 사이트 데이터를
          지우면 함께 지워지므로 원래 파일은 따로 보관해 주십시오.
        </p>
        ${WorkButton({
          id: "import-button",
          work,
          label: "이 브라우저에 저장",
          busyLabel: "저장하고 있습니다…",
        })}
        ${WorkResult({ work })}
      </form>
      </div>
      <dialog class="dialog" ref=${dialog} aria-labelledby="remove-title" onClose=${() =>
        setAsked(undefined)}>
        <h2 class="dialog-title" id="remove-title">인증서를 삭제하시겠습니까?</h2>
        <p>
          <strong>${asked?.summary
            ?.name}</strong> 인증서를 이 브라우저에서 지웁니다. 다른 곳에 보관한
          파일이 없으면 되찾을 수 없습니다.
        </p>
        <div class="button-row">
          <button type="button" class="button button-danger" id="remove-confirm" onClick=${remove}>
            삭제
          </button>
          <button
            type="button"
            class="button button-secondary"
            id="remove-cancel"
            onClick=${() => setAsked(undefined)}
          >취소</button>
        </div>
      </dialog>
    </div>
  `;
}
