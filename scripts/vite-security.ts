import type { Plugin } from 'vite';

/**
 * What the built page may do. Scripts come from its own files only: none inline, no eval. WebAssembly may be
 * compiled, its threads start from a blob; styles may be inline, for menus and dialogs measure themselves;
 * pictures and the webcam are blobs and data; and the page fetches nothing from anywhere else.
 */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self' blob:",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

const textOf = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** With the first two the page is cross-origin isolated, and WASM gets threads. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * What only workers need: WASM's threads load their code from a blob, and the engine loads models from
 * addresses that the user gave it, also from a server on the same machine. The page has the stricter policy as well, and both hold.
 */
const FOR_WORKERS = {
  'script-src': "'self' 'wasm-unsafe-eval' blob:",
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
};

/** For servers that can send headers. Only as a header does the policy reach workers, and keep others from framing the page. */
export const securityHeaders = {
  ...isolation,
  'Content-Security-Policy': textOf({ ...POLICY, ...FOR_WORKERS, 'frame-ancestors': "'none'" }),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Puts the policy into the built page itself, for servers that send no headers. */
export function graftSecurity(): Plugin {
  return {
    name: 'graft-security',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: textOf(POLICY) },
        injectTo: 'head-prepend',
      },
    ],
  };
}
