import { html, type Markup } from "../html.ts";
import { SectionHead } from "../ui/card.ts";

/** Where certificates lie, and what people ask about them. */
export function CertificateHelp(): Markup {
  return html`
    <section class="certificate-help">
      ${SectionHead({ title: "인증서는 어디에 있습니까?" })}
      <div class="table-card">
        <table class="table">
          <caption class="visually-hidden">운영체제별 인증서 폴더</caption>
          <thead>
            <tr><th scope="col">기기</th><th scope="col">폴더</th></tr>
          </thead>
          <tbody>
            ${PLACES.map(([device, folder]) =>
              html`
                <tr>
                  <th scope="row">${device}</th>
                  <td><span class="code">${folder}</span></td>
                </tr>
              `
            )}
          </tbody>
        </table>
      </div>
      <p class="quiet certificate-help-note">
        [발급기관]은 yessign, KICA(signGATE), SignKorea, CrossCert, TradeSign 가운데 하나입니다.
        Windows의 AppData는 숨긴 폴더이므로, 파일 선택 창의 주소줄에 위 주소를 붙여 넣으면 열립니다.
      </p>
      ${SectionHead({ title: "자주 묻는 것" })}
      <div class="questions">
        ${QUESTIONS.map(([question, answer]) =>
          html`
            <details class="question">
              <summary>${question}</summary>
              <p>${answer}</p>
            </details>
          `
        )}
      </div>
    </section>
  `;
}

const PLACES: readonly (readonly [device: string, folder: string])[] = [
  ["Windows", "%USERPROFILE%\\AppData\\LocalLow\\NPKI\\[발급기관]\\USER"],
  ["Windows (예전)", "C:\\Program Files\\NPKI\\[발급기관]\\USER"],
  ["이동식 디스크", "D:\\NPKI\\[발급기관]\\USER"],
  ["macOS", "~/Library/Preferences/NPKI/[발급기관]/USER"],
  ["Linux", "~/NPKI/[발급기관]/USER"],
];

const QUESTIONS: readonly (readonly [question: string, answer: string])[] = [
  [
    "폴더에 파일이 네 개 있습니다. 어느 것을 선택합니까?",
    "signCert.der와 signPri.key 두 개입니다. kmCert.der와 kmPri.key는 암호화에 쓰는 것이라 로그인할 수 없습니다. 폴더째 선택하면 알맞은 파일만 찾습니다.",
  ],
  [
    "은행마다 인증서를 따로 받아야 합니까?",
    "은행용 인증서는 한 곳에서 받아 다른 은행에 등록해 쓸 수 있습니다. 범용 인증서는 모든 곳에서 씁니다. 사업자 인증서는 사업자등록번호마다 따로 받습니다.",
  ],
  [
    "브라우저에 저장하면 안전합니까?",
    "저장하는 것은 이미 암호화된 원래 파일이며, 비밀번호로 한 번 더 강하게 감쌉니다(PBKDF2 60만 번, AES-256). 비밀번호를 모르면 열 수 없지만, 여럿이 쓰는 컴퓨터에는 저장하지 마십시오.",
  ],
  [
    "저장한 인증서가 없어졌습니다.",
    "브라우저의 사이트 데이터나 쿠키를 지우면 함께 지워집니다. 다른 브라우저와 시크릿 창에서도 보이지 않습니다. 원래 파일에서 다시 가져와 주십시오.",
  ],
  [
    "갱신하면 어떻게 합니까?",
    "갱신한 인증서는 새 파일이므로 다시 가져오고, 예전 것은 삭제해 주십시오. 갱신은 은행이나 인증기관에서 합니다.",
  ],
  [
    "금융인증서도 옮길 수 있습니까?",
    "금융인증서는 금융결제원 클라우드에만 있어 파일이 없습니다. 로그인 화면의 금융인증서 탭에서 바로 쓰십시오.",
  ],
];
