/** The items of one certificate at one agency: they run one after another, under one lease. */
export interface Lane {
  readonly certificate: string;
  readonly agency: string;
}

export const LANE_QUEUE = "submission.lane";

export function laneKey({ certificate, agency }: Lane): string {
  return `${agency}:${certificate}`;
}
