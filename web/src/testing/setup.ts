// SPDX-License-Identifier: Apache-2.0
// jsdom knows neither modal dialogs nor a stable locale. Tests of files alone run without it.
import { QueryClient } from '@tanstack/react-query';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { speak } from '../texts';
import { en } from '../texts/en';

speak('en', en);
// A page is a chunk, which a busy machine takes its time to transform.
configure({ asyncUtilTimeout: 10_000 });

const hasPage = typeof window !== 'undefined';

if (hasPage) {
  HTMLDialogElement.prototype.showModal = function showModal(): void {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close(): void {
    this.open = false;
  };
  window.scrollTo = () => {};
}

// Files share a thread: what a test left trying again would be counted by the next one's fetch.
const clients = new Set<QueryClient>();
const { mount } = QueryClient.prototype;
QueryClient.prototype.mount = function mountNoted(): void {
  clients.add(this);
  mount.call(this);
};

afterEach(async () => {
  vi.useRealTimers();
  if (!hasPage) return;
  cleanup();
  document.body.replaceChildren();
  await Promise.all([...clients].map((client) => client.cancelQueries()));
  clients.forEach((client) => client.clear());
  clients.clear();
  localStorage.clear();
  sessionStorage.clear();
});
