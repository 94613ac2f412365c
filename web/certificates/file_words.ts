import type { FileProblem } from "./found_files.ts";

/** What to do about files that do not make a certificate. */
export function fileProblemWords(problem: FileProblem): string {
  if (problem.kind === "nothing") {
    return "인증서를 찾지 못했습니다. pfx나 p12 파일, 또는 signCert.der와 signPri.key를 함께 선택해 주십시오.";
  }
  const name = problem.path.slice(problem.path.lastIndexOf("/") + 1);
  switch (problem.kind) {
    case "keyMissing":
      return `${name}만 있습니다. 같은 폴더의 signPri.key도 함께 선택해 주십시오.`;
    case "certificateMissing":
      return `${name}만 있습니다. 같은 폴더의 signCert.der도 함께 선택해 주십시오.`;
    case "tooLarge":
      return `${name} 파일이 너무 큽니다. 인증서 파일이 맞는지 확인해 주십시오.`;
  }
}

export function unreadableWords(count: number): string {
  return `인증서 ${count}개는 파일이 손상되어 읽을 수 없습니다. 원래 있던 곳에서 다시 복사해 주십시오.`;
}
