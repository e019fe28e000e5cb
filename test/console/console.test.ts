import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, documentRecord, personRecord } from '../support/running-service.js';

const CHROMIUM = '/usr/bin/chromium';
const here = existsSync(CHROMIUM);

describe.skipIf(!here)('the console', () => {
  const service = new RunningService();
  let browser: Browser;
  let page: Page;
  let terminal = '';
  const errors: string[] = [];

  beforeAll(async () => {
    await service.start();
    const fra = await service.token('FRA', 'ncb');
    terminal = await service.token('DEU', 'terminal');
    const person = personRecord('<b>Kerguelen</b>', 'Annaïg', { warnings: ['armed'] });
    await service.call('PUT', '/v1/records/FRA-k', fra, person);
    await service.call('PUT', '/v1/records/FRA-d', fra, documentRecord('FRA', 'CONS12345'));
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(service.url);
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const fill = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    for (const name of ['name', 'born', 'number', 'issuer', 'mrz']) {
      await page.fill(`[name=${name}]`, fields[name] ?? '');
    }
    await page.fill('[name=token]', fields['token'] ?? terminal);
    await page.click('button');
    await page.waitForSelector('.result');
  };

  it('shows a match with owner, reasons and handling, and never as markup', async () => {
    await fill({ name: 'Annaïg Kerguelen', born: '1974-08-12' });
    const text = await page.textContent('#answer');
    expect(text).toContain('FRA-k');
    expect(text).toContain('not proof of identity');
    expect(text).toContain('armed');
    expect(text).toContain('<b>Kerguelen</b>');
    expect(await page.locator('#answer b').count()).toBe(0);
  });

  it('names the indexes that answered when nothing was found', async () => {
    await fill({ number: 'NOTHERE1', issuer: 'FRA' });
    expect(await page.getAttribute('.result', 'data-result')).toBe('clear');
    expect(await page.textContent('.result')).toContain('wanted, missing, documents');
  });

  it('says what is wrong with a check', async () => {
    await fill({ number: '?', issuer: 'FRA' });
    expect(await page.textContent('.result')).toContain('/documents/0/number');
    await fill({ number: 'A1', issuer: 'FRA', token: 'wrong' });
    expect(await page.textContent('.result')).toContain('No valid credential');
  });

  it('can be used with the keyboard alone', async () => {
    await page.reload();
    await page.focus('[name=token]');
    await page.keyboard.type(terminal);
    for (const text of ['', '', 'CONS12345', 'FRA']) {
      await page.keyboard.press('Tab');
      if (text !== '') await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('.result');
    expect(await page.getAttribute('.result', 'data-result')).toBe('match');
  });

  it('loads nothing from elsewhere and reports no error of its own', () => {
    const own = errors.filter((text) => !/status of (?:4\d\d)/.test(text));
    expect(own).toEqual([]);
  });
});
