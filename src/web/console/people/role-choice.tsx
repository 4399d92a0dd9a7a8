import { NativeSelect } from '@mantine/core';
import type { RightsTable, RoleName } from '../../../api/contract.ts';
import { usePeopleWords } from '../../words/people.ts';

/** Which role somebody has, among those the reader may give. */
export const RoleChoice = (props: {
  readonly rights: RightsTable;
  readonly value: RoleName;
  readonly onValue: (role: RoleName) => void;
  /** Staff among staff, people of clients among theirs: between the two lies an invitation. */
  readonly onlyLike?: RoleName;
}) => {
  const text = usePeopleWords();
  const like = props.rights.roles.find((each) => each.role === props.onlyLike);
  const given = props.rights.roles.filter((each) => each.isYours && (like === undefined || like.staff || !each.staff));
  return (
    <NativeSelect
      label={text.role}
      value={props.value}
      onChange={(event) => {
        const found = given.find((each) => each.role === event.currentTarget.value);
        if (found !== undefined) props.onValue(found.role);
      }}
      data={given.map((each) => ({ value: each.role, label: text.roles[each.role] }))}
    />
  );
};
