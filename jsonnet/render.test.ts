import { readFileSync } from 'node:fs';
import path from 'node:path';
import { renderAll } from './render';

describe('rendered files', () => {
  const files = [...renderAll()];

  it('are those the project ships', () => {
    expect(files.map(([file]) => file)).toEqual(
      expect.arrayContaining(['alerts/memcg-kmem.rules.yaml', 'src/knowledge/kernels.json'])
    );
  });

  it.each(files)('%s is what jsonnet/ says', (file, text) => {
    expect(readFileSync(path.join(__dirname, '..', file), 'utf8')).toBe(text);
  });
});
