import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { debitFile } from "../testing/made_files.ts";
import { download, names, upload, withSftp } from "../testing/sftp_client.ts";
import { inHouse, state } from "../testing/test_house.ts";

const DAY = "2026-11-25";
const NAME = "EB211125_2026";
const bytes = debitFile("EB21", DAY, [{ payerNumber: "P1" }]);

Deno.test("an account is for one login, one direction and one name", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const login = await house.account("POST", "EB21", DAY);
    await withSftp(login, async (sftp) => {
      deepEqual(await names(sftp, "/"), []);
      await rejects(download(sftp, NAME), /No such file/);
      await rejects(upload(sftp, "EB211126_2026", bytes), /Only EB211125_2026 is taken/);
      await upload(sftp, NAME, bytes);
    });
    await rejects(withSftp(login, (sftp) => names(sftp, "/")), /authentication/);
  }));

Deno.test("a login that did nothing spends the account, too", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const login = await house.account("POST", "EB21", DAY);
    await withSftp(login, (sftp) => names(sftp, "/"));
    await rejects(withSftp(login, (sftp) => names(sftp, "/")), /authentication/);
  }));

Deno.test("of two uploads of one file at the same time the first to end is taken, the other refused", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const slow = await house.account("POST", "EB21", DAY);
    await withSftp(slow, async (sftp) => {
      const stream = sftp.createWriteStream(NAME);
      await new Promise((resolve) => stream.once("open", resolve));
      equal((await house.send("EB21", DAY, bytes)).data.file_status, 5);
      const ended = new Promise((resolve, reject) => {
        stream.once("close", resolve);
        stream.once("error", reject);
      });
      stream.end(bytes);
      await rejects(ended, /B0007/);
    });
    const { files } = await (await house.control("GET", "/files")).json();
    equal(files.length, 1);
  }));

Deno.test("a new account ends the one before, and minutes end both, however the clock was moved", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const first = await house.account("POST", "EB21", DAY);
    const second = await house.account("POST", "EB21", DAY);
    await rejects(withSftp(first, (sftp) => names(sftp, "/")), /authentication/);
    house.moveTo("2026-11-24 16:00");
    await withSftp(second, (sftp) => upload(sftp, NAME, bytes));
    equal(
      (await house.api("GET", `${state("EB21", DAY)}&wait_for_result=true`)).data.file_status,
      5,
    );
    const wrong = { ...await house.account("POST", "EB21", "2026-11-26"), password: "no" };
    await rejects(withSftp(wrong, (sftp) => names(sftp, "/")), /authentication/);
  }));

Deno.test("a file counts from its close: one that was never closed never came", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const login = await house.account("POST", "EB21", DAY);
    await withSftp(login, async (sftp) => {
      const stream = sftp.createWriteStream(NAME);
      await new Promise<void>((resolve, reject) => {
        stream.write(bytes, (error) => error ? reject(error) : resolve());
      });
    });
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 0);
    equal((await house.send("EB21", DAY, bytes)).data.file_status, 5);
    const drafts = [...Deno.readDirSync(`${house.folder}/sandbox/clearing/drafts`)];
    deepEqual(drafts, []);
  }));

Deno.test("a client that dies in the middle leaves nothing behind", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    const drafts = () => [...Deno.readDirSync(`${house.folder}/sandbox/clearing/drafts`)].length;
    await rejects(
      withSftp(await house.account("POST", "EB21", DAY), async (sftp, client) => {
        const stream = sftp.createWriteStream(NAME);
        await new Promise<void>((resolve, reject) => {
          stream.write(bytes, (error) => error ? reject(error) : resolve());
        });
        equal(drafts(), 1);
        client.destroy();
        await new Promise(() => {});
      }),
      /lost/,
    );
    for (let round = 0; round < 100 && drafts() > 0; round++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    equal(drafts(), 0);
    equal((await house.api("GET", state("EB21", DAY))).data.file_status, 0);
  }));

Deno.test("a result can be fetched again with another account, the same bytes", () =>
  inHouse("2026-11-24 10:00", async (house) => {
    await house.send("EB21", DAY, bytes);
    house.moveTo("2026-11-26 03:00");
    const first = await house.receive("EB22", DAY);
    const login = await house.account("GET", "EB22", DAY);
    await withSftp(login, async (sftp) => {
      deepEqual(await names(sftp, "/"), ["EB221125_2026"]);
      deepEqual(await download(sftp, "EB221125_2026"), first);
    });
    const other = await house.account("GET", "EB22", DAY);
    await withSftp(
      other,
      (sftp) => rejects(upload(sftp, "EB221125_2026", bytes), /is taken/),
    );
  }));

Deno.test({
  name: "the program sftp puts and gets a file, and knows the server by its key",
  ignore: !isInstalled("sftp"),
  fn: () =>
    inHouse("2026-11-24 10:00", async (house) => {
      const folder = await Deno.makeTempDir();
      await Deno.writeFile(`${folder}/${NAME}`, bytes);
      const hostKey = await (await house.control("GET", "/host-key")).json();
      equal(hostKey.port, house.sftpPort);
      const sent = await runSftp(folder, await house.account("POST", "EB21", DAY), `put ${NAME}`);
      ok(sent.seenKey.includes(hostKey.fingerprint), sent.seenKey);
      equal(sent.code, 0);
      equal(
        (await house.api("GET", `${state("EB21", DAY)}&wait_for_result=true`)).data.file_status,
        5,
      );
      house.moveTo("2026-11-26 03:00");
      const back = await house.account("GET", "EB22", DAY);
      equal((await runSftp(folder, back, "get EB221125_2026")).code, 0);
      equal((await Deno.readFile(`${folder}/EB221125_2026`)).length, 300);
      await Deno.remove(folder, { recursive: true });
    }),
});

/** The password goes in by a program that ssh asks, because it reads none from its input. */
async function runSftp(
  folder: string,
  login: { port: number; user: string; password: string },
  command: string,
): Promise<{ code: number; seenKey: string }> {
  await Deno.writeTextFile(`${folder}/ask`, `#!/bin/sh\necho '${login.password}'\n`, {
    mode: 0o700,
  });
  await Deno.writeTextFile(`${folder}/batch`, `${command}\n`);
  const result = await new Deno.Command("sftp", {
    args: [
      "-oStrictHostKeyChecking=accept-new",
      `-oUserKnownHostsFile=${folder}/known`,
      "-oPreferredAuthentications=password",
      "-oBatchMode=no",
      "-b",
      `${folder}/batch`,
      "-P",
      String(login.port),
      `${login.user}@127.0.0.1`,
    ],
    cwd: folder,
    env: { SSH_ASKPASS: `${folder}/ask`, SSH_ASKPASS_REQUIRE: "force", HOME: folder },
    stdin: "null",
  }).output();
  const known = await new Deno.Command("ssh-keygen", { args: ["-lf", `${folder}/known`] }).output();
  return { code: result.code, seenKey: new TextDecoder().decode(known.stdout) };
}

function isInstalled(program: string): boolean {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}
