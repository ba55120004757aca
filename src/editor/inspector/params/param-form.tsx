import { useMemo } from 'react';
import type { GraphNode, Json } from '../../../graph/document';
import type { Problem } from '../../../graph/problem';
import type { NodeKind } from '../../../plan/kind';
import type { ParamSpec } from '../../../plan/params';
import { readParams } from '../../../plan/read-params';
import { Disclosure } from '../../controls/disclosure';
import { t, translated } from '../../language/t';
import { Later } from '../../loading/later';
import { ParamControl } from './param-control';
import styles from './param-form.module.css';
import { sectionsOf } from './sections';

interface ParamFormProps {
  readonly node: GraphNode;
  readonly kind: NodeKind;
  readonly problems: readonly Problem[];
}

/** The controls of all parameters that have an effect now, by section; the rare ones folded away. */
export function ParamForm({ node, kind, problems }: ParamFormProps) {
  const params = useMemo(() => readParams(kind, node.params).params, [kind, node.params]);
  const visible = Object.entries(kind.params).filter(([, spec]) => spec.visible?.(params) !== false);
  const sections = sectionsOf(visible.filter(([, spec]) => !spec.advanced));
  const advanced = visible.filter(([, spec]) => spec.advanced);
  const isWrong = (name: string) =>
    problems.some(({ param, severity }) => param === name && severity !== 'info');
  const control = ([name, spec]: [string, ParamSpec]) => (
    <ParamControl
      key={name}
      node={node}
      kind={kind}
      params={params}
      name={name}
      spec={spec}
      value={params[name] as Json}
      problem={problems.find((problem) => problem.param === name)}
    />
  );
  const section = ({ title, entries }: (typeof sections)[number]) => (
    <fieldset key={title ?? ''} className={styles.section}>
      {title && <legend className={styles.legend}>{translated(title)}</legend>}
      {entries.map(control)}
    </fieldset>
  );
  return (
    <>
      {sections.slice(0, 1).map(section)}
      <Later>
        {sections.slice(1).map(section)}
        {advanced.length > 0 && (
          <div data-advanced>
            <Disclosure title={t('Advanced')} startOpen={advanced.some(([name]) => isWrong(name))}>
              <div className={styles.advanced}>{advanced.map(control)}</div>
            </Disclosure>
          </div>
        )}
      </Later>
    </>
  );
}
