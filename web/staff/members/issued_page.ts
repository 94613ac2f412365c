import { html, type Markup } from "../../html.ts";
import { LinkButton } from "../../ui/button.ts";
import { PageTitle } from "../../ui/page_title.ts";
import type { View } from "../../view.ts";
import { type MemberSession, staffPaths } from "../context.ts";
import { StaffLayout } from "../layout.ts";
import { IssuedPassword } from "./issued.ts";

/** What is handed to a new member, or to one who forgot the password. */
export function IssuedPage(props: {
  view: View;
  session: MemberSession;
  title: string;
  name: string;
  /** Without a password it was shown before. */
  issued: { loginId: string; password: string | undefined };
}): Markup {
  return StaffLayout({
    view: props.view,
    session: props.session,
    title: props.title,
    current: staffPaths.members,
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.title, note: props.name })} ${IssuedPassword(props.issued)}
        <div>
          ${LinkButton({
            href: staffPaths.members,
            kind: "primary",
            children: "사용자 목록으로",
          })}
        </div>
      </div>
    `,
  });
}
