/** A labelled line of a form. */
export const Field = (props: {
  label: string;
  name: string;
  value?: string | undefined;
  type?: string;
  hint?: string;
  required?: boolean;
}) => (
  <label>
    {props.label}
    <input
      name={props.name}
      value={props.value ?? ''}
      type={props.type ?? 'text'}
      placeholder={props.hint}
      required={props.required}
      dir="auto"
    />
  </label>
);

/** A labelled text. Longer ones than it takes are refused by the server. */
export const TextField = ({ label, name, value }: { label: string; name: string; value: string }) => (
  <label>
    {label}
    <textarea name={name} dir="auto" required>
      {`\n${value}`}
    </textarea>
  </label>
);

/** A labelled choice; the values are what is sent, the names what is read. */
export const Choice = (props: {
  label: string;
  name: string;
  value: string;
  options: readonly (readonly [value: string, name: string])[];
}) => (
  <label>
    {props.label}
    <select name={props.name}>
      {props.options.map(([value, name]) => (
        <option value={value} selected={value === props.value}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
