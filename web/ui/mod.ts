/**
 * The components. Each is a typed function that is called inside a template: `${Badge({ … })}`.
 *
 * @module
 */
export * from "./badge.ts";
export * from "./bar_chart.ts";
export * from "./breadcrumb.ts";
export * from "./button.ts";
export * from "./card.ts";
export * from "./checkbox.ts";
export * from "./code_block.ts";
export * from "./date_text.ts";
export * from "./definition_list.ts";
export * from "./empty_state.ts";
export * from "./field.ts";
export * from "./form.ts";
export * from "./form_errors.ts";
export * from "./island.ts";
export * from "./layout.ts";
export * from "./line_list.ts";
export * from "./money.ts";
export * from "./notice.ts";
export * from "./page_title.ts";
export * from "./pagination.ts";
export * from "./progress.ts";
export * from "./radio_cards.ts";
export * from "./select.ts";
export * from "./stat_cards.ts";
export * from "./steps.ts";
export * from "./table.ts";
export * from "./tabs.ts";
export * from "./text_input.ts";
export * from "./work_layout.ts";
