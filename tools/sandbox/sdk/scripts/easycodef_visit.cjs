/** A visit to the gateway with the public SDK, as its README shows it. Prints one JSON line a step. */
const { EasyCodef, EasyCodefConstant, EasyCodefUtil } = require("easycodef-node");

const input = JSON.parse(process.env.SDK_INPUT);
const service = EasyCodefConstant.SERVICE_TYPE_DEMO;
// Whole at once: what is still in the stream when the process exits would be lost.
const lines = [];
const print = (step, value) => lines.push(JSON.stringify({ step, value }));
const finish = () => process.stdout.write(lines.join("\n") + "\n", () => process.exit(0));

async function visit() {
  const codef = new EasyCodef();
  codef.setPublicKey(input.publicKey);
  codef.setClientInfoForDemo(input.clientId, input.clientSecret);
  print("token", await codef.requestToken(service));

  const status = { organization: "0004", reqIdentityList: [{ reqIdentity: input.identity }] };
  const statusPath = "/v1/kr/public/nt/business/status";
  print("status", JSON.parse(await codef.requestProduct(statusPath, service, status)));

  const proof = {
    ...input.proof,
    certFile: input.certFile,
    keyFile: input.keyFile,
    certPassword: EasyCodefUtil.encryptRSA(input.publicKey, input.password),
  };
  print("proof", JSON.parse(await codef.requestProduct(input.proofPath, service, proof)));

  await fetch("https://control.codef.io/sandbox/tokens/revocation", { method: "POST" });
  print("after-revocation", JSON.parse(await codef.requestProduct(statusPath, service, status)));

  const first = JSON.parse(await codef.requestProduct(input.simplePath, service, input.simple));
  print("two-way", first);
  await fetch(`https://control.codef.io/sandbox/approvals/${first.data.jti}/approve`, {
    method: "POST",
  });
  const { jobIndex, threadIndex, jti, twoWayTimestamp } = first.data;
  const second = {
    ...input.simple,
    simpleAuth: "1",
    is2Way: true,
    twoWayInfo: { jobIndex, threadIndex, jti, twoWayTimestamp },
  };
  print(
    "approved",
    JSON.parse(await codef.requestCertification(input.simplePath, service, second)),
  );
}

visit().then(finish, (error) => {
  console.error(error);
  process.exit(1);
});
