/** 120-87-00004, as a business registration number (사업자등록번호) is printed. */
export function formatBusinessNumber(digits: string): string {
  return digits.replace(/^(\d{3})(\d{2})(\d{5})$/, "$1-$2-$3");
}
