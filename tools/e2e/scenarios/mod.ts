import type { Scenario } from "../world.ts";
import { accessibilityScenarios } from "./accessibility.ts";
import { agencyTroubleScenarios } from "./agency_troubles.ts";
import { cloudScenarios } from "./cloud.ts";
import { converterScenarios } from "./converter.ts";
import { crossOriginScenarios } from "./cross_origin.ts";
import { debitAccessibilityScenarios } from "./debit_accessibility.ts";
import { debitImportScenarios } from "./debit_imports.ts";
import { debitMemberScenarios } from "./debit_members.ts";
import { debitMoneyScenarios } from "./debit_money.ts";
import { debitMonthScenarios } from "./debit_month.ts";
import { debitPayerScenarios } from "./debit_payers.ts";
import { debitResultScenarios } from "./debit_results.ts";
import { deliveredDocumentScenarios } from "./delivered_documents.ts";
import { demoCertificateScenarios } from "./demo_certificates.ts";
import { journeyScenarios } from "./journeys.ts";
import { keyOpeningScenarios } from "./key_opening.ts";
import { loginFailureScenarios } from "./login_failures.ts";
import { placeScenarios } from "./places.ts";
import { plantingScenarios } from "./planting.ts";
import { retentionScenarios } from "./retention.ts";
import { scriptScenarios } from "./scripts.ts";
import { secondSessionScenarios } from "./second_session.ts";
import { taxAgentScenarios } from "./tax_agent.ts";

/** What is done with documents while the system runs, in this order within each phase. */
export function documentScenarios(): Scenario[] {
  return [
    ...journeyScenarios(),
    ...agencyTroubleScenarios(),
    ...secondSessionScenarios(),
    ...taxAgentScenarios(),
    ...placeScenarios(),
    ...cloudScenarios(),
    ...demoCertificateScenarios(),
    ...converterScenarios(),
    ...scriptScenarios(),
    ...loginFailureScenarios(),
    ...crossOriginScenarios(),
    ...keyOpeningScenarios(),
    ...plantingScenarios(),
    ...deliveredDocumentScenarios(),
    ...accessibilityScenarios(),
    ...retentionScenarios(),
  ];
}

/** Auto-debit has a system and a clock of its own, and mostly waits for them. */
export function debitScenarios(): Scenario[] {
  return [
    ...debitMemberScenarios(),
    ...debitImportScenarios(),
    ...debitMonthScenarios(),
    ...debitResultScenarios(),
    ...debitMoneyScenarios(),
    ...debitPayerScenarios(),
    ...debitAccessibilityScenarios(),
  ];
}
