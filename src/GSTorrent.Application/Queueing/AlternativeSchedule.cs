using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Queueing;

/// <summary>When the clock wants the alternative limits.</summary>
internal static class AlternativeSchedule
{
    /// <summary>Null: the clock has no say.</summary>
    public static bool? IsWanted(SettingsSnapshot settings, DateTime local)
    {
        if (!settings.IsOn(AlternativeSettings.Scheduled)) return null;
        int begin = settings.Count(AlternativeSettings.BeginMinute);
        int end = settings.Count(AlternativeSettings.EndMinute);
        int days = settings.Count(AlternativeSettings.Days);
        int minute = (local.Hour * 60) + local.Minute;
        bool isToday = HasDay(days, local.DayOfWeek);
        if (begin <= end) return isToday && minute >= begin && minute < end;

        // Over midnight: what began yesterday goes on.
        bool wasYesterday = HasDay(days, local.AddDays(-1).DayOfWeek);
        return (isToday && minute >= begin) || (wasYesterday && minute < end);
    }

    private static bool HasDay(int days, DayOfWeek day) => (days & (1 << (int)day)) != 0;
}
