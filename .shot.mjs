import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const [,, kind, where, out, ...lines] = process.argv;
const size = kind === 'desktop' ? { width: 1200, height: 1000 } : { width: 390, height: 844 };
const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
await page.goto('http://127.0.0.1:4417/');
await page.waitForTimeout(2500);
if (where === 'dm') { if (kind === 'phone') { await page.getByRole('button', { name: 'Channels' }).click(); await page.waitForTimeout(500);} await page.getByRole('button', { name: 'Footnote', exact: true }).first().click(); await page.waitForTimeout(700); }
for (const line of lines) {
  const before = await page.locator('article').count();
  await page.locator('textarea').fill(line);
  await page.keyboard.press('Enter');
  try { await page.waitForFunction((n) => document.querySelectorAll('article').length >= n + 2, before, { timeout: 12000 }); } catch { console.log('no reply to', line); }
  await page.waitForTimeout(600);
}
await page.screenshot({ path: out });
console.log((await page.evaluate(() => [...document.querySelectorAll('article')].map(a => a.innerText.replace(/\n+/g,' | ')).join('\n---\n'))).slice(-3500));
await browser.close();
