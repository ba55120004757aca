/**
 * A tiny assembler for WebAssembly with SIMD. Code is a list of bytes, and an expression is code that
 * leaves one value on the stack, so expressions nest as they do on paper. Only what our kernels use is
 * here; numbers are from the core specification 2.0, section 5.4.
 */
export type Code = readonly number[];

/** A local variable or parameter, by its number in the function. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
};

const signed = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(done ? low : low | 128);
    if (done) return bytes;
  }
};

const join = (parts: readonly Code[]): Code => parts.flat();

const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];
const unary =
  (...opcode: number[]) =>
  (a: Code): Code => [...a, ...opcode];
const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

export const i32 = {
  of: (value: number): Code => [0x41, ...signed(value)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  less: binary(0x48),
  /** Of two numbers; both are computed twice. */
  min: (a: Code, b: Code): Code => [...a, ...b, ...a, ...b, 0x48, 0x1b],
  max: (a: Code, b: Code): Code => [...b, ...a, ...a, ...b, 0x48, 0x1b],
  atLeastUnsigned: binary(0x4f),
  both: binary(0x71),
  not: unary(0x45),
  load: (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)],
};

export const f32 = {
  of: (value: number): Code => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)],
  load: (address: Code, offset = 0): Code => [...address, 0x2a, 2, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [
    ...address,
    ...value,
    0x38,
    2,
    ...unsigned(offset),
  ],
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  div: binary(0x95),
  sqrt: unary(0x91),
  min: binary(0x96),
  max: binary(0x97),
};

/** Four float32 side by side. */
export const f32x4 = {
  load: (address: Code, offset = 0): Code => [...address, ...simd(0), 2, ...unsigned(offset)],
  /** One number from memory, four times. */
  loadSplat: (address: Code, offset = 0): Code => [...address, ...simd(9), 2, ...unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [
    ...address,
    ...value,
    ...simd(11),
    2,
    ...unsigned(offset),
  ],
  splat: unary(...simd(19)),
  zero: [...simd(12), ...new Array<number>(16).fill(0)] as Code,
  less: binary(...simd(67)),
  greater: binary(...simd(68)),
  and: binary(...simd(78)),
  add: binary(...simd(228)),
  sub: binary(...simd(229)),
  mul: binary(...simd(230)),
  div: binary(...simd(231)),
  sqrt: unary(...simd(227)),
  min: binary(...simd(232)),
  max: binary(...simd(233)),
};

const EMPTY = 0x40;

/** Runs `body` while `condition` holds. */
export const whilst = (condition: Code, ...body: Code[]): Code => [
  ...[0x02, EMPTY, 0x03, EMPTY],
  ...[...condition, 0x45, 0x0d, 1],
  ...join(body),
  ...[0x0c, 0, 0x0b, 0x0b],
];

/** Runs `body` at least once, and again while `condition` holds. */
export const repeatWhile = (condition: Code, ...body: Code[]): Code => [
  ...[0x03, EMPTY],
  ...join(body),
  ...[...condition, 0x0d, 0, 0x0b],
];

export const when = (condition: Code, then: readonly Code[], otherwise?: readonly Code[]): Code => [
  ...condition,
  ...[0x04, EMPTY],
  ...join(then),
  ...(otherwise ? [0x05, ...join(otherwise)] : []),
  0x0b,
];

const TYPES = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
export type Type = keyof typeof TYPES;

export interface FunctionBuilder {
  parameter(type: Type): Local;
  local(type: Type): Local;
}

/** Gives a function's body; parameters are to be declared before locals. */
export type FunctionCode = (build: FunctionBuilder) => readonly Code[];

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...join(items)];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(vector(items))];
const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);

function assembleFunction(code: FunctionCode): { readonly type: Code; readonly body: Code } {
  const parameters: Type[] = [];
  const locals: Type[] = [];
  const declare = (list: Type[], type: Type): Local => {
    const index = unsigned(parameters.length + locals.length);
    list.push(type);
    return { get: [0x20, ...index], set: (value) => [...value, 0x21, ...index] };
  };
  const body = join(
    code({
      parameter(type) {
        if (locals.length > 0) throw new Error('A parameter was declared behind a local.');
        return declare(parameters, type);
      },
      local: (type) => declare(locals, type),
    }),
  );
  return {
    type: [0x60, ...vector(parameters.map((type) => [TYPES[type]])), 0],
    body: sized([...vector(locals.map((type) => [1, TYPES[type]])), ...body, 0x0b]),
  };
}

/** The import by which a module gets the memory that it works on. */
export const MEMORY_IMPORT = { module: 'backend', name: 'memory' } as const;
const LARGEST_MEMORY_PAGES = 65536;

/** A module of functions without results, on a memory that is imported. */
export function assembleModule(
  functions: Readonly<Record<string, FunctionCode>>,
  sharedMemory: boolean,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(functions);
  const assembled = Object.values(functions).map(assembleFunction);
  const limits = sharedMemory ? [3, 0, ...unsigned(LARGEST_MEMORY_PAGES)] : [0, 0];
  const memory = [...text(MEMORY_IMPORT.module), ...text(MEMORY_IMPORT.name), 2, ...limits];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      assembled.map(({ type }) => type),
    ),
    ...section(2, [memory]),
    ...section(
      3,
      assembled.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      names.map((name, index) => [...text(name), 0, ...unsigned(index)]),
    ),
    ...section(
      10,
      assembled.map(({ body }) => body),
    ),
  ]);
}
