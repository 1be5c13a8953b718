import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { DismissRegular } from '../icons.ts';
import { goTo } from '../routing/location.ts';
import { useFocusBack } from './focusBack.ts';

/** Details beside the page, with an address of their own; closing goes back to `closeTo`. */
export function SidePanel({
  title,
  closeTo,
  children,
}: {
  title: string;
  closeTo: string;
  children: ReactNode;
}) {
  useFocusBack();
  const close = () => goTo(closeTo);
  return (
    <OverlayDrawer
      open
      position="end"
      size="medium"
      style={{ maxWidth: '100vw' }}
      onOpenChange={(_event, { open }) => open || close()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance={'subtle'} aria-label={'Close'} icon={<DismissRegular />} onClick={close} />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>{children}</DrawerBody>
    </OverlayDrawer>
  );
}
