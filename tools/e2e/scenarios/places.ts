/**
 * Pairwise: submitter type × form of the key × place of the certificate.
 *
 * @module
 */
import { equal } from "node:assert/strict";
import { visit } from "../harness/browser.ts";
import { FILE_FORMS, type FileForm } from "../harness/openssl_people.ts";
import { HISTORY, logInFromStore, logInWithFiles } from "../pages/login_page.ts";
import { transferToPhone } from "../pages/transfer_page.ts";
import { fieldsOf, type SubjectId } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

const TYPES = [
  ["places-corporation", "법인사업자"],
  ["places-representative", "개인사업자 대표자 인증서"],
  ["places-business", "개인사업자 사업자 인증서"],
  ["places-individual", "개인"],
  ["places-agent", "세무대리인"],
] as const satisfies readonly (readonly [SubjectId, string])[];

const PLACES = {
  button: "파일 버튼",
  drop: "끌어다 놓기",
  folder: "폴더",
  store: "브라우저 저장소, 두 번째 방문",
  phone: "휴대전화로 옮긴 뒤",
} as const;

type Place = keyof typeof PLACES;

/** Every form meets every place, and both meet every type: the type turns with their sum. */
export function placeScenarios(): Scenario[] {
  const places = Object.keys(PLACES) as Place[];
  return FILE_FORMS.flatMap((form, formIndex) =>
    places.map((place, placeIndex): Scenario => {
      const [id, words] = TYPES[(formIndex + placeIndex) % TYPES.length]!;
      return {
        name: `로그인: ${words} × ${form} × ${PLACES[place]}`,
        phase: 1,
        holds: [id],
        run: (room) => logInAt(room, { id, form, place }),
      };
    })
  );
}

async function logInAt(
  room: Room,
  { id, form, place }: { id: SubjectId; form: FileForm; place: Place },
): Promise<void> {
  const { world } = room;
  const person = personOf(world, id);
  const fields = fieldsOf(id, await world.sandbox.cast());
  const login = { ...fields, person, form, directory: world.directory };
  const page = await visit(room);
  if (place === "phone") {
    const phone = await transferToPhone(room, { page, login });
    equal(phone.problem ?? phone.path, HISTORY);
    return;
  }
  const isStore = place === "store";
  const first = await logInWithFiles(page, {
    ...login,
    place: isStore ? "button" : place,
    isKept: isStore,
  });
  equal(first.problem ?? first.path, HISTORY);
  equal(await page.locator("h1").innerText(), "제출 내역");
  if (!isStore) return;
  const second = await page.context().newPage();
  const again = await logInFromStore(second, { ...fields, password: person.password });
  equal(again.problem ?? again.path, HISTORY);
}
