import { act, render, screen } from '@testing-library/react';
import React, { Component, type PropsWithChildren } from 'react';
import { whenLoaded } from './whenLoaded';

const Greeting = ({ name }: { name: string }) => <p>Hello, {name}</p>;

class Boundary extends Component<PropsWithChildren, { message?: string }> {
  override state: { message?: string } = {};
  static getDerivedStateFromError = (error: Error) => ({ message: error.message });
  override render = () => this.state.message ?? this.props.children;
}

afterEach(() => jest.restoreAllMocks());

it('shows its fallback until the code is there, and the component at once where it was loaded before', async () => {
  let arrive = (_: { default: typeof Greeting }) => {};
  const load = jest.fn(() => new Promise<{ default: typeof Greeting }>((resolve) => (arrive = resolve)));
  const Later = whenLoaded(load);
  const { unmount } = render(
    <>
      <Later name="Ada" fallback="Loading" />
      <Later name="Grace" />
    </>
  );
  expect(screen.getByText('Loading')).toBeInTheDocument();
  await act(async () => arrive({ default: Greeting }));
  expect(screen.getByText('Hello, Ada')).toBeInTheDocument();
  expect(screen.getByText('Hello, Grace')).toBeInTheDocument();
  unmount();
  render(<Later name="Ada" fallback="Loading" />);
  expect(screen.getByText('Hello, Ada')).toBeInTheDocument();
  await act(async () => {});
  expect(load).toHaveBeenCalledTimes(1);
});

it('is an error for the boundary where the code cannot be loaded, and is loaded again when it is shown again', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  const load = jest.fn<Promise<{ default: typeof Greeting }>, []>().mockRejectedValueOnce(new Error('chunk 7 is gone'));
  load.mockResolvedValue({ default: Greeting });
  const Later = whenLoaded(load);
  const first = render(
    <Boundary>
      <Later name="Ada" />
    </Boundary>
  );
  expect(await screen.findByText('chunk 7 is gone')).toBeInTheDocument();
  first.unmount();
  render(
    <Boundary>
      <Later name="Ada" />
    </Boundary>
  );
  expect(await screen.findByText('Hello, Ada')).toBeInTheDocument();
});

it('is silent when it has gone before the code came', async () => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => {});
  let arrive = (_: { default: typeof Greeting }) => {};
  const Later = whenLoaded(() => new Promise<{ default: typeof Greeting }>((resolve) => (arrive = resolve)));
  render(<Later name="Ada" />).unmount();
  await act(async () => arrive({ default: Greeting }));
  expect(complaints).not.toHaveBeenCalled();
});
