import { type IconName } from '@grafana/data';
import { Icon } from '@grafana/ui';
import React, { memo } from 'react';

const sizePx = 16;
const idOf = (name: IconName) => `memcg-kmem-icon-${name}`;

/** Icons drawn once, for a table that shows each of them in many rows: every `Icon` reads its picture again. */
export const IconSprite = memo(function IconSprite({ names }: { names: readonly IconName[] }) {
  return (
    <div hidden>
      {names.map((name) => (
        <Icon key={name} name={name} id={idOf(name)} />
      ))}
    </div>
  );
});

/** An icon of the sprite on the same page. */
export function SpriteIcon({ name }: { name: IconName }) {
  return (
    <svg width={sizePx} height={sizePx} aria-hidden data-icon={name} style={{ flexShrink: 0 }}>
      <use href={`#${idOf(name)}`} />
    </svg>
  );
}
