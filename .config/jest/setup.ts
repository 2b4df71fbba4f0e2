import '@testing-library/jest-dom';
import { sheet } from '@emotion/css';
import { TextDecoder, TextEncoder } from 'node:util';

// What browsers have and jsdom lacks, as far as @grafana/ui asks for it.
interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(data: unknown): void;
}

/** Node's own channel would keep the test process alive for good. */
class MessageChannel {
  readonly port1: Port = { onmessage: null, postMessage: (data) => deliver(this.port2, data) };
  readonly port2: Port = { onmessage: null, postMessage: (data) => deliver(this.port1, data) };
}

function deliver(port: Port, data: unknown): void {
  setTimeout(() => port.onmessage?.({ data }));
}

Object.assign(globalThis, { TextEncoder, TextDecoder, MessageChannel });
globalThis.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }) as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.IntersectionObserver ??= class {
  root = null;
  rootMargin = '';
  scrollMargin = '';
  thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;

// Whenever a test asks whether an element can be seen or clicked, jsdom holds every rule against it. It draws nothing: the
// rules that can hide an element or keep a pointer off are all that such an answer rests on.
const insert = sheet.insert.bind(sheet);
sheet.insert = (rule) => {
  if (/display:none|visibility|opacity|pointer-events/.test(rule)) {
    insert(rule);
  }
};
