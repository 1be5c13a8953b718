import {
  Toast,
  ToastBody,
  ToastTitle,
  useToastController,
  type ToastIntent,
} from '@fluentui/react-components';
import { createContext, createElement, use } from 'react';

export const ToasterContext = createContext('');

/** Says in a corner of the page what came of something. */
export function useNotify(): (intent: ToastIntent, title: string, body?: string) => void {
  const { dispatchToast } = useToastController(use(ToasterContext));
  return (intent, title, body) => {
    const toast = createElement(
      Toast,
      null,
      createElement(ToastTitle, null, title),
      body === undefined ? null : createElement(ToastBody, null, body),
    );
    dispatchToast(toast, { intent, timeout: intent === 'error' ? 10_000 : 4_000 });
  };
}
