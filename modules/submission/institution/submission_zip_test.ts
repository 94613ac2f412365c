import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { DocumentDestroyedError, SubmissionNotFoundError } from "../errors.ts";
import { destroyDocuments } from "../retention/destroy_documents.ts";
import { issued } from "../testing/scripted_agency.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { deskWorld, LOOKER } from "./testing_desk.ts";

const NAMES = [
  "01_사업자등록증명_가온상사 주식회사_20261120.csv",
  "01_사업자등록증명_가온상사 주식회사_20261120.json",
  "01_사업자등록증명_가온상사 주식회사_20261120.pdf",
  "02_중소기업확인서_가온상사 주식회사_20261120.csv",
  "02_중소기업확인서_가온상사 주식회사_20261120.json",
];

Deno.test("zip() packs PDF, JSON and CSV of each document and records every download", async () => {
  await using at = await deskWorld();
  await at.world.addProduct("two", ["business-registration", "sme-confirmation"]);
  at.world.agency.answer((request) =>
    String(request.source["path"]).includes("sminfo")
      ? { kind: "issued", data: { resCompanySize: "=소기업" } }
      : issued({ resCompanyNm: "가온상사" })
  );
  const submissionId = await at.submitted("two");
  const { reference } = await at.desk.submission(at.institutionId, submissionId);
  const { fileName, zip } = await at.desk.zip(at.institutionId, submissionId, LOOKER);
  assert.equal(fileName, `${reference}_가온상사 주식회사.zip`);
  const files = unzipSync(zip);
  assert.deepEqual(Object.keys(files).sort(), NAMES);
  assert.deepEqual(files[NAMES[2]!], smallPdf());
  assert.deepEqual(JSON.parse(text(files[NAMES[1]!])), { resCompanyNm: "가온상사" });
  assert.equal(text(files[NAMES[3]!]), "항목,값\r\n기업 규모,'=소기업\r\n");
  assert.deepEqual([...files[NAMES[3]!]!.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  const looks = await at.logged("document.download");
  assert.deepEqual(looks.map(({ actor }) => actor), ["staff:1", "staff:1"]);
});

Deno.test("zip() is an archive that other programs open", async () => {
  await using at = await deskWorld();
  const { zip } = await at.desk.zip(at.institutionId, await at.submitted(), LOOKER);
  const path = await Deno.makeTempFile({ suffix: ".zip" });
  try {
    await Deno.writeFile(path, zip);
    const tested = await runIfPresent("unzip", ["-tqq", path]);
    assert.ok(tested?.success ?? true, tested?.text ?? "");
    const listed = await runIfPresent("python3", [
      "-c",
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; " +
      "print('\\n'.join(sorted(z.namelist())))",
      path,
    ]);
    if (listed !== undefined) {
      assert.deepEqual(listed.text.trim().split("\n"), NAMES.slice(0, 3));
    }
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("zip() does not find another institution's submission, nor open a destroyed one", async () => {
  await using at = await deskWorld();
  const submissionId = await at.submitted();
  for (const id of [submissionId, "no id"]) {
    await assert.rejects(at.desk.zip(at.otherId, id, LOOKER), SubmissionNotFoundError);
  }
  at.world.test.clock.advance(91 * 86_400_000);
  await destroyDocuments({ kernel: at.world.kernel });
  await assert.rejects(
    at.desk.zip(at.institutionId, submissionId, LOOKER),
    DocumentDestroyedError,
  );
  assert.deepEqual(await at.logged("document.download"), []);
});

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

async function runIfPresent(
  command: string,
  args: string[],
): Promise<{ success: boolean; text: string } | undefined> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args,
      env: { LC_ALL: "C.UTF-8" },
    }).output();
    return { success, text: text(stdout) + text(stderr) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
