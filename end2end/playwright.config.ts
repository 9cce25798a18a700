import { defineConfig, devices } from "@playwright/test";

const baseURL = process.env.ZUFANG_E2E_URL;
if (!baseURL) throw new Error("Start these tests with `make e2e`: it builds the product and serves demo data");

export default defineConfig({
  testDir: ".",
  outputDir: "test-results/artifacts",
  timeout: 30_000,
  expect: { timeout: 5_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  reporter: "list",
  use: {
    baseURL,
    locale: "zh-CN",
    // Tests see every request by themselves; found.spec.ts is about the worker.
    serviceWorkers: "block",
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      // Where no language is set, Chromium writes names of files in ASCII only.
      env: { ...process.env, LANG: "C.UTF-8" },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", testIgnore: /phone/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /phone|accessibility/,
      use: { ...devices["Pixel 7"], defaultBrowserType: "chromium", viewport: { width: 390, height: 844 }, locale: "zh-CN" },
    },
  ],
});
