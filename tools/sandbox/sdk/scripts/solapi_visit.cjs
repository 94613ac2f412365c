/** A message through the public SDK of the message provider. Prints one JSON line a step. */
const { SolapiMessageService } = require("solapi");

const input = JSON.parse(process.env.SDK_INPUT);
// Whole at once: what is still in the stream when the process exits would be lost.
const lines = [];
const print = (step, value) => lines.push(JSON.stringify({ step, value }));
const finish = () => process.stdout.write(lines.join("\n") + "\n", () => process.exit(0));

async function visit() {
  const service = new SolapiMessageService(input.apiKey, input.apiSecret);
  print("sent", await service.send({ to: input.to, from: input.from, text: input.text }));
  print("balance", await service.getBalance());
  const list = await service.getMessages({ to: input.to });
  print("messages", Object.values(list.messageList));
}

visit().then(finish, (error) => {
  console.error(error);
  process.exit(1);
});
