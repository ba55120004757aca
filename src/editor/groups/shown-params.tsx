import { registry } from '../../../nodes/registry';
import type { GraphNode, Group, Json } from '../../graph/document';
import { readParams } from '../../plan/read-params';
import inspector from '../inspector/inspector.module.css';
import { ParamControl } from '../inspector/params/param-control';
import form from '../inspector/params/param-form.module.css';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import styles from './group-inspector.module.css';

interface ShownParamsProps {
  readonly group: Group;
  readonly members: readonly GraphNode[];
}

/** The settings that a group shows, by the nodes that they belong to. */
export function ShownParams({ group, members }: ShownParamsProps) {
  const shown = members.flatMap((node) => {
    const kind = registry.get(node.kind);
    const names = (group.params ?? []).filter((param) => param.node === node.id).map(({ param }) => param);
    const own = kind ? names.filter((name) => Object.hasOwn(kind.params, name)) : [];
    return kind && own.length > 0 ? [{ node, kind, names: own }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className={inspector.block}>
      <h3>{t('Settings')}</h3>
      {shown.map(({ node, kind, names }) => {
        const { params } = readParams(kind, node.params);
        return (
          <fieldset key={node.id} className={`${form.section} ${styles.params}`}>
            <legend className={form.legend}>{nodeTitle(node)}</legend>
            {names.map((name) => {
              const spec = kind.params[name];
              return (
                spec && (
                  <ParamControl
                    key={name}
                    node={node}
                    kind={kind}
                    params={params}
                    name={name}
                    spec={spec}
                    value={params[name] as Json}
                  />
                )
              );
            })}
          </fieldset>
        );
      })}
    </section>
  );
}
