// The product and the bare server as processes, and the load on them.

import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);
const product = process.env.ZUFANG_BENCH_PRODUCT;
const bareServer = process.env.ZUFANG_BENCH_BARE_SERVER;
// Processes run there, so that no zufang.toml of the person is read.
const work = process.env.ZUFANG_BENCH_DIR;
const CONNECTIONS = 16;
mkdirSync(work, { recursive: true });

// A measurement that fails leaves no server behind.
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/**
 * Runs `zufang` to its end; what it prints is shown. Returns the seconds it took, and the resident memory in MB that
 * it had at most.
 */
export async function zufang(data, ...command) {
  return await zufangWith("", data, command);
}

/** Makes an account, by default that of a renter. */
export async function createAccount(data, { login, password, role = "renter", phone = "13800138000" }) {
  const person = ["--role", role, "--username", login, "--real-name", "测量", "--phone", phone];
  await zufangWith(`${password}\n`, data, ["user", "create", ...person]);
}

async function zufangWith(input, data, command) {
  const started = performance.now();
  const child = spawn(`${product}/zufang`, command, {
    cwd: work,
    env: { ...process.env, ZUFANG_DATA_DIR: data },
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.end(input);
  let peak = 0;
  // What is read last before the end counts: the kernel keeps the highest.
  const watch = setInterval(() => (peak = memoryOf(child.pid)?.peak ?? peak), 20);
  const [code] = await once(child, "exit");
  clearInterval(watch);
  if (code !== 0) throw new Error(`zufang ${command.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, peak };
}

/** Resident memory of a process in MB: all, what is not backed by files, and the most it ever was; nothing when it ended. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const megabytes = (name) => Number(status.match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;
    return { all: megabytes("VmRSS"), anonymous: megabytes("RssAnon"), peak: megabytes("VmHWM") };
  } catch {
    return undefined;
  }
}

/** Starts the product on existing data; `startSeconds` is the time until it was ready. */
export async function serve(data, settings = {}) {
  const port = await freePort();
  return await start(`http://127.0.0.1:${port}`, "/readyz", `${product}/zufang`, ["serve"], {
    ZUFANG_ADDR: `127.0.0.1:${port}`,
    ZUFANG_DATA_DIR: data,
    ZUFANG_SITE_ROOT: `${product}/site`,
    ZUFANG_ENV: "production",
    ...settings,
  });
}

/** Starts the bare server, which answers every path with the answer that `response` has. */
export async function serveBare(response) {
  const port = await freePort();
  const file = `${work}/answer`;
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const type = response.headers.get("content-type");
  return await start(`http://127.0.0.1:${port}`, "/", bareServer, [`127.0.0.1:${port}`, file, type], {});
}

/** Limits that no load reaches; and nothing is kept of answers, so that each is measured. */
const UNLIMITED = {
  ZUFANG_RESPONSE_CACHE: "false",
  ZUFANG_LIMIT_READING: "4000000000",
  ZUFANG_LIMIT_CHANGES: "1000000",
  ZUFANG_LIMIT_API_ANONYMOUS: "4000000000/min",
  ZUFANG_LIMIT_API_USER: "4000000000/day",
  ZUFANG_LIMIT_CLASSIC_ANONYMOUS: "4000000000/min",
  ZUFANG_LIMIT_CLASSIC_USER: "4000000000/day",
  ZUFANG_LIMIT_DOWNLOADS: "4000000000/hour",
};

async function start(url, readyPath, program, args, settings) {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: work,
    // All the load comes from one address.
    env: { ...process.env, ...UNLIMITED, ...settings },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.add(child);
  child.on("exit", () => running.delete(child));
  for (;;) {
    const answer = await fetch(url + readyPath).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    if (performance.now() - started > 120_000) throw new Error(`${program} is not ready after 120 s`);
    await new Promise((done) => setTimeout(done, 10));
  }
  return {
    url,
    startSeconds: (performance.now() - started) / 1000,
    /** Resident memory in MB, see above. */
    memory: () => memoryOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

/** Requests per second and latency in ms under a load that cycles through `paths`. */
export async function load(url, paths, seconds, { headers = [], connections = CONNECTIONS } = {}) {
  const list = `${work}/paths`;
  writeFileSync(list, paths.join("\n") + "\n");
  const wrk = (duration) =>
    run("wrk", [
      "--threads", "1", "--connections", String(connections), "--duration", `${duration}s`,
      "--script", `${import.meta.dirname}/requests.lua`, ...headers.flatMap((header) => ["--header", header]), url, "--", list,
    ]);
  await wrk(2);
  const { stderr } = await wrk(seconds);
  const figures = JSON.parse(stderr.trim().split("\n").at(-1));
  if (figures.broken > 0) throw new Error(`${figures.broken} requests to ${url} failed, such as ${paths[0]}`);
  return figures;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
