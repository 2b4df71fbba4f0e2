import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { classifyKernel } from './classifyKernel';
import { kernelExamples } from './kernelExamples.fixture';
import { kernelNotes } from './kernelNotes';
import { kernelTable } from './kernelTable';
import releases from './releases.fixture.json';
import { waysOut } from './waysOut';
import atFirstSight from './releasesAtFirstSight.fixture.json';

describe('classifyKernel', () => {
  it.each(releases.map((each) => [JSON.stringify(each.release), each] as const))(
    '%s',
    (_name, { release, class: expected, rowId }) => {
      const verdict = classifyKernel(release);
      expect({ class: verdict.class, rowId: verdict.rowId, release: verdict.release }).toEqual({
        class: expected,
        rowId,
        release,
      });
    }
  );

  it.each(atFirstSight.map((each) => [each.release, each] as const))('%s, as at first sight', (release, each) => {
    expect({ class: classifyKernel(release).class, why: each.why }).toEqual({ class: each.class, why: each.why });
  });

  it('says where it infers', () => {
    const basisOf = (release: string) => classifyKernel(release).basis;
    expect(basisOf('4.15.0-213-generic')).toBe('vendor');
    expect(basisOf('4.15.18-15-pve')).toBe('lineage');
    expect(basisOf('4.18.0-305.an8.x86_64')).toBe('lineage');
    expect(basisOf('4.20.3-1-default')).toBe('base');
    expect(basisOf('5.4.119-19-0009.11')).toBe('base');
  });

  it('takes a mainline build for what it is, not for the distribution that offers it', () => {
    expect(classifyKernel('5.3.0-050300-generic').rowId).toBe('mainline-5.3-5.8');
    expect(classifyKernel('5.3.0-51-generic').rowId).toBe('ubuntu-18.04-hwe-5.3');
  });

  it('claims nothing without a release', () => {
    expect(classifyKernel(undefined)).toMatchObject({
      class: 'unknown',
      mechanism: 'unknown',
      waysOut: [],
    });
    expect(classifyKernel(undefined).rowId).toBeUndefined();
    expect(classifyKernel('').rowId).toBeUndefined();
  });

  it('tells what the judge needs about the incident kernel', () => {
    expect(classifyKernel('3.10.0-1160.83.1.el7.x86_64')).toMatchObject({
      class: 'partially-fixed',
      mechanism: 'el7-kmem-caches',
      nokmem: 'supported',
      accounting: 'runtime',
      cgroupCountIncludesDying: false,
      slabEntriesMeaningful: true,
      disputed: true,
      endOfLife: '2024-06-30',
    });
  });

  it('never calls a patched kernel below 5.3 fixed unless its row is about that vendor', () => {
    const version = fc.oneof(
      fc.tuple(fc.constant(3), fc.integer({ min: 0, max: 19 })),
      fc.tuple(fc.constant(4), fc.integer({ min: 0, max: 20 })),
      fc.tuple(fc.constant(5), fc.integer({ min: 0, max: 2 }))
    );
    fc.assert(
      fc.property(version, fc.nat(300), fc.stringMatching(/^[a-z]{3,9}[0-9]?$/), ([major, minor], patch, vendor) => {
        const verdict = classifyKernel(`${major}.${minor}.${patch}-1.${vendor}.x86_64`);
        return ['unknown', 'affected', 'partially-fixed', 'protected-by-default'].includes(verdict.class);
      })
    );
  });

  it('orders el7 builds as numbers', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(200), fc.nat(20), (build, z, fix) => {
        const atLeast = (b: number, y: number, x: number) => build === b && (z > y || (z === y && fix >= x));
        const partly = build >= 1075 || atLeast(1062, 4, 1) || atLeast(693, 61, 1) || atLeast(862, 44, 2);
        return (
          classifyKernel(`3.10.0-${build}.${z}.${fix}.el7.x86_64`).class === (partly ? 'partially-fixed' : 'affected')
        );
      }),
      { numRuns: 3000 }
    );
  });

  it('has a verdict for every text, in linear time', () => {
    const pieces = fc.constantFrom(
      '3.10.0-',
      '1160',
      '.el7',
      '.elrepo',
      'uek',
      '.amzn2',
      '4.19.90-',
      '-generic',
      '.',
      '-',
      '9',
      'a',
      '\n',
      '\u2028',
      '٣'
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 80 }).map((each) => each.join(''))
        ),
        (text) => {
          expect(classifyKernel(text).class).toBeDefined();
        }
      )
    );
    // More than linear time would not end before the test is given up.
    for (const unit of ['.el7', '3.10.0-', '.1', '9', '.amzn2', '-a', 'uek.']) {
      classifyKernel('3.10.0-' + unit.repeat(1_000_000));
      for (let n = 1; n < 60; n++) {
        classifyKernel('4.19.0-' + unit.repeat(n) + '\u0001');
        classifyKernel('3.10.0-1' + unit.repeat(n) + '~');
      }
    }
  });

  it('compiles nothing while loading', async () => {
    const compile = jest.spyOn(globalThis, 'RegExp');
    await jest.isolateModulesAsync(async () => {
      await import('./classifyKernel');
    });
    expect(compile).not.toHaveBeenCalled();
    compile.mockRestore();
  });
});

describe('kernel table', () => {
  it.each(kernelTable.rows.map((row) => [row.id, row] as const))('row %s is well-formed', (_id, row) => {
    expect(['affected', 'partially-fixed', 'fixed', 'protected-by-default', 'unknown']).toContain(row.class);
    expect(['vendor', 'lineage', 'base']).toContain(row.basis);
    expect(['el7-kmem-caches', 'dying-memcgs', 'page-cache-zombies', 'none', 'unknown']).toContain(row.mechanism);
    expect(['supported', 'unreliable', 'unavailable', 'unneeded']).toContain(row.nokmem);
    expect(['runtime', 'kernel', 'none', 'unknown']).toContain(row.accounting);
    row.waysOut.forEach((wayOut) => expect(waysOut).toContain(wayOut));
    expect(row.endOfLife ?? '2000-01-01').toMatch(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/);
  });

  it.each(kernelExamples.map(({ id, examples, errno }) => [id, examples, errno] as const))(
    'row %s takes its own examples',
    (id, examples, errno) => {
      expect(examples.map((example) => classifyKernel(example).rowId)).toEqual(examples.map(() => id));
      expect(['ENOMEM', 'ENOSPC', 'either']).toContain(errno);
    }
  );

  it.each(kernelNotes.map((each) => [each.id, each] as const))('says of row %s why, and who says so', (_id, each) => {
    expect(each.note).not.toBe('');
    each.sources.forEach((source) => {
      expect(['vendor', 'upstream', 'report', 'inference']).toContain(source.kind);
      expect(source.url).toMatch(/^https?:\/\/[^\s]+$/);
      expect(source.date ?? '2000').toMatch(/^20[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?$/);
    });
  });

  it('is written in what RE2 and JavaScript both read', () => {
    for (const { pattern } of kernelTable.rows) {
      expect(pattern).not.toMatch(/\\|"|'|\(\?[^:]/);
      expect(pattern.replace(/\[[^\]]+\]/g, '')).not.toMatch(/[.^$]/);
    }
  });

  it('has unique ids, a source for every claim, and ends with a row for everything', () => {
    const { rows } = kernelTable;
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(kernelNotes.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(kernelNotes.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).toEqual(['other']);
    expect(rows.at(-1)).toMatchObject({ id: 'other', class: 'unknown' });
  });
});
