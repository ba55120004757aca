import type { Expression } from './expressions';
import { contentKey } from './keys';
import { OP_VERSIONS } from './op-versions';

const CHILDREN = ['data', 'model', 'trained'] as const;

/** Computes expression keys, each shared subtree once. */
export function expressionKeys(): (expression: Expression) => string {
  const known = new WeakMap<Expression, string>();
  const keyOf = (expression: Expression): string => {
    const found = known.get(expression);
    if (found !== undefined) return found;
    const params: Record<string, unknown> = {};
    const inputs: Record<string, string> = {};
    for (const [name, value] of Object.entries(expression)) {
      if (name === 'op') continue;
      if (CHILDREN.some((child) => child === name)) inputs[name] = keyOf(value as Expression);
      else params[name] = value;
    }
    const key = contentKey({ op: expression.op, version: OP_VERSIONS[expression.op], params, inputs });
    known.set(expression, key);
    return key;
  };
  return keyOf;
}
