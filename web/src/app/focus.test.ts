// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, it } from 'vitest';
import { focusHeading } from './focus';

let main: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<button>elsewhere</button><main tabindex="-1"></main>';
  main = document.querySelector('main')!;
});

const drawn = () => new Promise((resolve) => setTimeout(resolve));

it('focuses the heading of the page', () => {
  main.innerHTML = '<h1>Wallet</h1>';
  focusHeading(main);
  expect(document.activeElement?.textContent).toBe('Wallet');
});

it('waits for the heading of a page that is on its way', async () => {
  focusHeading(main);
  expect(document.activeElement).toBe(main);
  main.innerHTML = '<h1>Wallet</h1>';
  await drawn();
  expect(document.activeElement?.textContent).toBe('Wallet');
});

it('does not call back whoever has gone on', async () => {
  focusHeading(main);
  const button = document.querySelector('button')!;
  button.focus();
  main.innerHTML = '<h1>Wallet</h1>';
  await drawn();
  expect(document.activeElement).toBe(button);
});
