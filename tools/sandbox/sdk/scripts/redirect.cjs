/**
 * Preloaded into node: connections to the vendors' hosts end at the TLS front on this machine.
 * The SDK itself is not touched, nor is certificate checking: names are checked as ever.
 * SDK_FRONTS is JSON: { "codef.io": 12345 } sends codef.io and every host below it to port 12345.
 */
const tls = require("node:tls");

const fronts = JSON.parse(process.env.SDK_FRONTS);
const connect = tls.connect;

tls.connect = function (...args) {
  const options = args.find((value) => typeof value === "object" && value !== null);
  const host = options && (options.servername || options.host);
  const port = host && portFor(host);
  if (port === undefined) throw new Error(`Cannot reach "${host}": no front stands for it`);
  const callback = args.find((value) => typeof value === "function");
  return connect.call(
    tls,
    { ...options, host: "127.0.0.1", port, servername: host, socket: undefined },
    callback,
  );
};

function portFor(host) {
  const name = Object.keys(fronts).find((name) => host === name || host.endsWith(`.${name}`));
  return name && fronts[name];
}
