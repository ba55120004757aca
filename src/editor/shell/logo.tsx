/** A scion joined to a stock: two leaves on one stem. */
export function Logo() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M16 26V14m0 4c0-5-3-8-8-8 0 5 3 8 8 8Zm0-4c0-5 3-8 8-8 0 5-3 8-8 8Z"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
