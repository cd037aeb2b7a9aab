/** A form's data with the button that was pressed. (FormData takes it as a second argument only in browsers from 2023 on.) */
export function formData(form: HTMLFormElement, { submitter }: SubmitEvent): FormData {
  const data = new FormData(form);
  if (submitter instanceof HTMLButtonElement && submitter.name) data.append(submitter.name, submitter.value);
  return data;
}
