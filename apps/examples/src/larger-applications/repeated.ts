import { Controller, Delete, Depends, Get, Header, HttpError, Path, Type, createApp, dependency } from 'typhoon';

class User {
  constructor(
    readonly name: string,
    readonly roles: readonly string[],
  ) {}
}

const RoleMissing = HttpError.define({ status: 403, code: 'role_missing', title: 'A role is missing' });

const currentUser = dependency(
  { name: Header('x-user', Type.String()), roles: Header('x-roles', Type.Array(Type.String(), { default: [] })) },
  ({ name, roles }) => new User(name, roles),
);

/** A guard with an argument is a function that makes the dependency. */
function hasRole(role: string) {
  return dependency(
    { user: currentUser },
    ({ user }) => {
      if (!user.roles.includes(role)) throw new RoleMissing({ detail: `Only for '${role}'.` });
    },
    { name: `hasRole('${role}')`, throws: [RoleMissing] },
  );
}

/** Options that several routes share. */
const forStaff = { security: [hasRole('staff')], tags: ['staff'] };

/** A parameter decorator of one's own. */
const CurrentUser = () => Depends(currentUser);

@Controller('/orders')
export class OrdersController {
  @Get('/mine', { response: Type.String() })
  mine(@CurrentUser() user: User) {
    return `The orders of ${user.name}`;
  }

  @Delete('/:id', { ...forStaff, response: Type.String() })
  remove(@Path('id', Type.Integer()) id: number, @CurrentUser() user: User) {
    return `${user.name} removed ${id}`;
  }
}

export const app = createApp({ title: 'Orders', version: '1.0.0', license: 'MIT', controllers: [OrdersController] });
