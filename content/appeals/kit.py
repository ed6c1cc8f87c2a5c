"""Every channel's composer, in one table."""

from collections.abc import Callable, Mapping

from content.action import Channel, Target, UrgentAction
from content.appeals.appeal import OURS, Appeal, Own, Unreachable
from content.appeals.channels import email, fax, form, phone, post, x

_COMPOSERS: Mapping[Channel, Callable[[UrgentAction, Target, Own], Appeal]] = {
    Channel.POST: post.compose,
    Channel.EMAIL: email.compose,
    Channel.FAX: fax.compose,
    Channel.PHONE: phone.compose,
    Channel.X: x.compose,
    Channel.FORM: form.compose,
}


def compose(action: UrgentAction, target: Target, channel: Channel, own: Own = OURS) -> Appeal:
    """The appeal to `target` (one of the action's) through `channel`, in the language of the action's texts.

    What the supporter put in stands in letters, e-mails, faxes and form texts; calls and posts on X have none of it.
    Raises Unreachable if the target has nothing valid for that channel (`contacts.usable` tells beforehand).
    """
    appeal = _COMPOSERS[channel](action, target, own)
    if not appeal.to:
        raise Unreachable(f"this target cannot be reached by {channel.value}")
    return appeal
