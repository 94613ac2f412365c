/**
 * 패스키: enrols one, or confirms with one.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import { html, type Markup } from "../html.ts";
import {
  askPasskey,
  ceremonyProblem,
  createPasskey,
} from "../staff/second_factor/passkey_ceremony.ts";
import { sendJson } from "./_send.ts";

export interface PasskeyIslandProps {
  readonly ceremony: "create" | "get";
  /** The host that passkeys belong to; elsewhere the browser would refuse. */
  readonly host: string;
  readonly optionsHref: string;
  readonly answerHref: string;
  /** A path of this site, checked by the server. */
  readonly doneHref: string;
  readonly isPrimary: boolean;
}

export default function PasskeyIsland(props: PasskeyIslandProps): Markup {
  const [isReady, setReady] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    setReady(true);
    if (!isWithin(location.hostname, props.host)) {
      setProblem(`패스키는 ${props.host} 주소에서 쓸 수 있습니다. 그 주소로 접속해 주십시오.`);
    } else if (globalThis.PublicKeyCredential === undefined) {
      setProblem("이 브라우저는 패스키를 지원하지 않습니다. 인증 앱의 코드를 이용해 주십시오.");
    }
  }, []);

  const run = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const answered = await perform(props, name);
    if (answered === undefined) return location.assign(props.doneHref);
    setBusy(false);
    setProblem(answered);
  };

  const isCreation = props.ceremony === "create";
  const look = props.isPrimary ? "button button-primary button-full" : "button button-secondary";
  return html`
    <form class="form" onSubmit=${run} novalidate>
      ${isCreation
        ? html`
          <div class="field">
            <label class="field-label" for="passkey-name">새 패스키 이름</label>
            <input
              class="input"
              id="passkey-name"
              maxlength="40"
              autocomplete="off"
              value=${name}
              aria-describedby="passkey-name-hint"
              onInput=${(event: Event) => setName((event.currentTarget as HTMLInputElement).value)}
            />
            <p class="field-hint" id="passkey-name-hint">
              어느 기기인지 알 수 있게 적어 주십시오. 예: 사무실 노트북
            </p>
          </div>
        `
        : null}
      ${problem ? html`<div class="notice notice-bad" role="alert">${problem}</div>` : null}
      <button type="submit" class=${look} disabled=${!isReady || isBusy}>
        ${isBusy ? "기기에서 확인해 주십시오…" : isCreation ? "패스키 등록" : "패스키로 확인"}
      </button>
    </form>
  `;
}

/** Options, authenticator, answer; gives what to tell the person where it fails. */
async function perform(props: PasskeyIslandProps, name: string): Promise<string | undefined> {
  try {
    const asked = await sendJson(props.optionsHref, {});
    if (!asked.ok) return await toldBy(asked);
    const options = await asked.json();
    const response = await (props.ceremony === "create" ? createPasskey : askPasskey)(options);
    const answered = await sendJson(props.answerHref, { name, response });
    return answered.ok ? undefined : await toldBy(answered);
  } catch (error) {
    if (error instanceof TypeError) {
      return "서버에 연결할 수 없습니다. 인터넷 연결을 확인하고 다시 눌러 주십시오.";
    }
    return ceremonyProblem(error);
  }
}

async function toldBy(response: Response): Promise<string> {
  const { title, detail } = await response.json();
  return `${title} ${detail}`;
}

function isWithin(host: string, id: string): boolean {
  return host === id || host.endsWith(`.${id}`);
}
