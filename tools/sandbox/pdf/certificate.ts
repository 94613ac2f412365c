import { type Canvas, createCanvas, ink, sheetSize } from "./canvas.ts";
import type { FontFiles } from "./fonts.ts";
import type { Paper } from "./paper.ts";
import { drawFields, drawTable } from "./table.ts";

const { margin, width, height } = sheetSize;

/**
 * Prints a paper as a PDF of two pages or more: the certificate, and behind it how to check it.
 * Fonts are cut down to the glyphs in use, which also lets text be found in the file.
 */
export async function printCertificate(paper: Paper, fonts: FontFiles): Promise<Uint8Array> {
  const canvas = createCanvas(fonts);
  canvas.pdf.setTitle(paper.title);
  drawHeading(canvas, paper);
  drawFields(canvas, paper.fields);
  canvas.y -= 16;
  for (const table of paper.tables) drawTable(canvas, table);
  drawStatement(canvas, paper);
  drawCheckPage(canvas, paper);
  drawFrames(canvas, paper);
  return await canvas.pdf.save({ subsetFonts: true });
}

function drawHeading(canvas: Canvas, paper: Paper): void {
  canvas.text(`발급번호 ${paper.issueNumber}`, {
    x: margin,
    y: canvas.y - 10,
    size: 9,
    color: ink.faint,
  });
  canvas.text("처리기간: 즉시", {
    x: width - margin,
    y: canvas.y - 10,
    size: 9,
    color: ink.faint,
    align: "right",
  });
  canvas.y -= 62;
  const size = paper.title.length > 18 ? 19 : 24;
  canvas.text(paper.title, { x: width / 2, y: canvas.y, size, isBold: true, align: "center" });
  canvas.y -= 34;
}

function drawStatement(canvas: Canvas, paper: Paper): void {
  canvas.ensure(210);
  canvas.y -= 18;
  drawFields(canvas, [
    { label: "증명서 사용 목적", value: paper.purpose },
    { label: "제출처", value: paper.recipient },
  ]);
  canvas.y -= 36;
  for (const line of canvas.wrap(paper.statement, width - 2 * margin - 40, 12)) {
    canvas.text(line, { x: width / 2, y: canvas.y, size: 12, align: "center" });
    canvas.y -= 18;
  }
  canvas.y -= 16;
  const [year, month, day] = paper.issuedOn.split("-").map(Number);
  canvas.text(`${year}년 ${month}월 ${day}일`, {
    x: width / 2,
    y: canvas.y,
    size: 12,
    align: "center",
  });
  canvas.y -= 44;
  canvas.text(paper.issuer, { x: width / 2, y: canvas.y, size: 18, isBold: true, align: "center" });
  drawSeal(canvas, paper, { x: width / 2 + paper.issuer.length * 9 + 30, y: canvas.y + 6 });
}

/** The round seal over the end of the issuer's name. */
function drawSeal(canvas: Canvas, paper: Paper, centre: { x: number; y: number }): void {
  const x = Math.min(centre.x, width - margin - 34);
  for (const radius of [30, 27]) {
    canvas.page.drawCircle({
      x,
      y: centre.y,
      radius,
      borderColor: ink.seal,
      borderWidth: radius === 30 ? 2 : 0.7,
    });
  }
  const name = [...paper.issuer].slice(0, 4).join("");
  canvas.text(name, {
    x,
    y: centre.y + 3,
    size: 10,
    isBold: true,
    color: ink.seal,
    align: "center",
  });
  canvas.text("발급직인", {
    x,
    y: centre.y - 12,
    size: 10,
    isBold: true,
    color: ink.seal,
    align: "center",
  });
}

function drawCheckPage(canvas: Canvas, paper: Paper): void {
  canvas.addPage();
  canvas.text("문서 확인 안내", { x: margin, y: canvas.y - 14, size: 15, isBold: true });
  canvas.y -= 34;
  drawFields(canvas, [
    { label: "문서 이름", value: paper.title },
    { label: "발급번호", value: paper.issueNumber },
    { label: "문서확인번호", value: paper.verificationNumber },
    { label: "발급 기관", value: paper.issuer },
    { label: "발급일", value: paper.issuedOn },
  ]);
  canvas.y -= 22;
  const notes = [
    "1. 이 문서는 전자적으로 발급되었으며, 발급 기관의 누리집에서 문서확인번호로 발급일부터 90일 동안 진위를 확인할 수 있습니다.",
    "2. 금액은 원 단위이며 원 미만은 버렸습니다.",
    "3. 내용이 사실과 다르면 발급 기관에 정정을 신청하시기 바랍니다.",
    "4. 마루 모의 환경이 만든 견본입니다. 실제 사람이나 회사와 관계가 없고 법적 효력이 없습니다.",
  ];
  for (const note of notes) {
    for (const line of canvas.wrap(note, width - 2 * margin, 10)) {
      canvas.text(line, { x: margin, y: canvas.y, size: 10, color: ink.faint });
      canvas.y -= 16;
    }
    canvas.y -= 4;
  }
}

/** The frame, the verification number and the page number, once the number of pages is known. */
function drawFrames(canvas: Canvas, paper: Paper): void {
  const pages = canvas.pdf.getPages();
  pages.forEach((page, index) => {
    canvas.page = page;
    page.drawRectangle({
      x: 30,
      y: 34,
      width: width - 60,
      height: height - 68,
      borderColor: ink.frame,
      borderWidth: 1.6,
    });
    const y = 46;
    const small = { y, size: 8.5, color: ink.faint } as const;
    canvas.text(`문서확인번호 ${paper.verificationNumber}`, { x: margin, ...small });
    canvas.text(`${index + 1} / ${pages.length}`, { x: width / 2, ...small, align: "center" });
    canvas.text(paper.issuer, { x: width - margin, ...small, align: "right" });
  });
}
