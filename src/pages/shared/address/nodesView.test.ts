import { defaultSpan, nodeSpan } from '../../../data/timeSpan';
import { changedSearch } from './useUrlQuery';
import { type NodesView, parseView, viewChange } from './nodesView';

const view: NodesView = {
  sourceUid: 'prom-1',
  states: ['failing', 'leaking'],
  cluster: 'prod a&b',
  search: 'el7 "x"',
  span: { from: 'now-7d', to: '1795000000000' },
  refresh: '1m',
  sorting: { column: 'slab', isDescending: true },
  page: 3,
};

describe('the view in the URL', () => {
  it('comes back as it was', () => {
    expect(parseView(changedSearch('', viewChange(view, defaultSpan)), defaultSpan)).toEqual(view);
  });

  it('is the default one for an empty query', () => {
    expect(parseView('', defaultSpan)).toEqual({
      sourceUid: undefined,
      states: [],
      cluster: undefined,
      search: '',
      span: { from: 'now-24h', to: 'now' },
      refresh: '',
      sorting: { column: 'urgency', isDescending: false },
      page: 1,
    });
  });

  it.each([{ search: 'a' }, { states: [] }, { cluster: undefined }, { sorting: view.sorting }])(
    'begins another list at its first page: %p',
    (change) => {
      expect(parseView(changedSearch('?page=3', viewChange(change, defaultSpan)), defaultSpan).page).toBe(1);
    }
  );

  it('leaves out defaults and keeps names that are not its own', () => {
    const search = changedSearch(
      '?orgId=3&state=failing&q=a',
      viewChange({ states: [], search: '', span: { from: 'now-24h', to: 'now' } }, defaultSpan)
    );
    expect(search).toBe('orgId=3');
  });

  it('names a day where another range is the page’s own', () => {
    expect(parseView('', nodeSpan).span).toEqual({ from: 'now-7d', to: 'now' });
    expect(changedSearch('', viewChange({ span: defaultSpan }, nodeSpan))).toBe('from=now-24h&to=now');
  });

  it('ignores what it cannot read', () => {
    const { states, refresh, sorting, page } = parseView(
      '?state=failing,nonsense&refresh=1fortnight&sort=-nonsense&page=-1',
      defaultSpan
    );
    expect(page).toBe(1);
    expect(states).toEqual(['failing']);
    expect(refresh).toBe('');
    expect(sorting).toEqual({ column: 'urgency', isDescending: false });
  });
});
