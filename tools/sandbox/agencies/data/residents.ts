import { addressOf } from "../../cast/member.ts";
import { field, type Sheet, type SheetRequest } from "../sheet.ts";
import { subjectFields } from "./subject_fields.ts";

/** 주민등록표 등본. */
export function residentsSheet(request: SheetRequest): Sheet {
  const family = request.member.kind === "person" ? request.member.family : [];
  return {
    fields: [...subjectFields(request), field("resIssueOrg", "발급 기관", issuerOf(request))],
    tables: [{
      key: "resResidentList",
      title: "세대원",
      columns: [
        { key: "resRelation", label: "세대주와의 관계" },
        { key: "resUserNm", label: "성명" },
        { key: "resMoveInDate", label: "전입일" },
      ],
      rows: [
        ["본인", request.member.name, "2019-05-11"],
        ...family.map((person) => [person.relation, person.name, "2019-05-11"]),
      ],
    }],
    statement: "이 등본은 세대별 주민등록표의 원본 내용과 틀림없음을 증명합니다.",
  };
}

/** 주민등록표 초본. */
export function addressHistorySheet(request: SheetRequest): Sheet {
  return {
    fields: [...subjectFields(request), field("resIssueOrg", "발급 기관", issuerOf(request))],
    tables: [{
      key: "resAddressList",
      title: "주소 변동 사항",
      columns: [
        { key: "resNo", label: "번호", weight: 0.4 },
        { key: "resAddr", label: "주소", weight: 3 },
        { key: "resMoveInDate", label: "전입일" },
      ],
      rows: [
        ["1", "경기도 수원시 팔달구 옛터길 14", "2011-02-20"],
        ["2", addressOf(request.member), "2019-05-11"],
      ],
    }],
    statement: "이 초본은 개인별 주민등록표의 원본 내용과 틀림없음을 증명합니다.",
  };
}

function issuerOf(request: SheetRequest): string {
  return `${request.inputs.addrSido ?? ""} ${request.inputs.addrSiGunGu ?? ""}장`;
}
