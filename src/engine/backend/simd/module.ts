import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { clampGradient } from './activation-gradient';
import { adamStep } from './adam-step';
import { assembleModule, type Code, type FunctionCode, f32x4, MEMORY_IMPORT } from './assembler';
import { depthwise, depthwiseFilterGradient, depthwiseInputGradient } from './depthwise';
import { type MultiplyAdd, product } from './matrix-product';
import { copy, pack, packTransposed } from './packing';
import { addPatches, patches } from './patches';
import { addTransposedProduct, gatherColumns } from './transposed-product';

type Call = (...numbers: number[]) => void;

const functionsWith = (multiplyAdd: MultiplyAdd) =>
  ({
    product: product(multiplyAdd),
    copy,
    pack,
    packTransposed,
    patches,
    addPatches,
    gatherColumns,
    addTransposedProduct: addTransposedProduct(multiplyAdd),
    clampGradient,
    adamStep,
    depthwise1x3: depthwise(1, 3, multiplyAdd),
    depthwise3x3: depthwise(3, 3, multiplyAdd),
    depthwise1x5: depthwise(1, 5, multiplyAdd),
    depthwiseFilterGradient1x3: depthwiseFilterGradient(1, 3, multiplyAdd),
    depthwiseFilterGradient3x3: depthwiseFilterGradient(3, 3, multiplyAdd),
    depthwiseFilterGradient1x5: depthwiseFilterGradient(1, 5, multiplyAdd),
    depthwiseInputGradient1x3: depthwiseInputGradient(1, 3, multiplyAdd),
    depthwiseInputGradient1x5: depthwiseInputGradient(1, 5, multiplyAdd),
  }) satisfies Record<string, FunctionCode>;

/** Our own functions on the WASM backend's memory; each says in its file what its numbers are. */
export type SimdModule = Readonly<Record<keyof ReturnType<typeof functionsWith>, Call>>;

const apart: MultiplyAdd = (a, b, c) => f32x4.add(f32x4.mul(a, b), c);
/** Of the relaxed SIMD proposal (Chrome 114, Firefox 145): one instruction, nearly twice as fast. */
const fused: MultiplyAdd = (a, b, c): Code => [...a, ...b, ...c, 0xfd, 0x85, 0x02];

/** The memory lies behind different doors in the builds with one thread and with several. */
interface Emscripten {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
  readonly wasmMemory?: WebAssembly.Memory;
}

const modules = new WeakMap<object, SimdModule>();

/** The functions for one backend, assembled at the first call. */
export function simdModule(backend: BackendWasm): SimdModule {
  const known = modules.get(backend);
  if (known) return known;
  const { asm, wasmMemory } = backend.wasm as unknown as Emscripten;
  const memory = wasmMemory ?? asm?.memory;
  if (!memory) throw new Error('The WASM backend does not show its memory.');
  const shared = !(memory.buffer instanceof ArrayBuffer);
  const fast = assembleModule(functionsWith(fused), shared);
  const binary = WebAssembly.validate(fast) ? fast : assembleModule(functionsWith(apart), shared);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), {
    [MEMORY_IMPORT.module]: { [MEMORY_IMPORT.name]: memory },
  });
  const made = exports as unknown as SimdModule;
  modules.set(backend, made);
  return made;
}
