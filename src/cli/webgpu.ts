/**
 * Gives Node a `navigator.gpu` through the `webgpu` package (Dawn). It needs a Vulkan driver, which
 * headless machines often lack.
 */
export async function offerWebGpu(): Promise<void> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis.navigator ?? installNavigator(), 'gpu', {
    value: create([]),
    configurable: true,
  });
}

/** Node 20 has no `navigator`. */
function installNavigator(): object {
  const navigator = {};
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return navigator;
}
