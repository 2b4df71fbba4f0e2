import { config } from '@grafana/runtime';
import { isAllowed } from './permissions';

const withPermissions = (permissions: Record<string, boolean> | undefined) =>
  Object.assign(config.bootData.user, { permissions });

afterEach(() => withPermissions(undefined));

describe('what a reader may do', () => {
  it('goes by the permissions of the boot data, any one of which is enough', () => {
    withPermissions({ 'datasources:explore': true, 'alert.instances.external:write': true, 'plugins:write': false });
    expect(isAllowed('explore')).toBe(true);
    expect(isAllowed('silence')).toBe(true);
    expect(isAllowed('configure')).toBe(false);
    expect(isAllowed('addDataSource')).toBe(false);
  });

  it('is not withheld where the boot data says nothing', () => {
    withPermissions(undefined);
    expect(isAllowed('explore')).toBe(true);
  });
});
