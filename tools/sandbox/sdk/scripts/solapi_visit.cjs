/** A message through the public SDK of the message provider. Prints one JSON line a step. */
const { SolapiMessageService } = require("solapi");

const input = JSON.parse(process.env.SDK_INPUT);
const print = (step, value) => console.log(JSON.stringify({ step, value }));

async function visit() {
  const service = new SolapiMessageService(input.apiKey, input.apiSecret);
  print("sent", await service.send({ to: input.to, from: input.from, text: input.text }));
  print("balance", await service.getBalance());
  const list = await service.getMessages({ to: input.to });
  print("messages", Object.values(list.messageList));
}

visit().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
